package io.arangobatch.tck.server.rest;

/** Which of the server's batch parsers is at work: they differ in quotes, in blanks and in what they make of colons. */
enum MultipartDialect {
    /** Until 3.3. */
    PLAIN,
    /** 3.4 to 3.11: quotes around the boundary are removed. */
    UNQUOTED,
    /** 3.12: written anew. */
    SPLIT;

    static MultipartDialect of(ServerVersion version) {
        if (version.atLeast(3, 12)) {
            return SPLIT;
        }
        return version.atLeast(3, 4) ? UNQUOTED : PLAIN;
    }
}
