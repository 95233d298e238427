package io.arangobatch.transport.httpclient;

/** What an answer leaves of its connection. */
enum Reuse {
    POSSIBLE,
    /** The server closes it, and runs nothing that follows. */
    REFUSED_BY_SERVER,
    /** It is not in a state to be used. */
    IMPOSSIBLE
}
