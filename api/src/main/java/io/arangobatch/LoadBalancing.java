package io.arangobatch;

/** Which of several servers gets the next request. A server that cannot be reached, or refuses to work, rests for a while in any case. */
public enum LoadBalancing {

    /** All requests go to one server until it fails; then the next one takes over and keeps them. */
    NONE,

    /** The servers take turns. */
    ROUND_ROBIN,

    /** Each request goes to a server chosen by chance. */
    RANDOM
}
