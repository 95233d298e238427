package io.arangobatch.tck.server.rest;

/** Whether the server has {@code /_api/batch}, and what it says if not: 404/404, or 501/9 as a server without JavaScript. */
public enum BatchEndpoint {
    PRESENT,
    UNKNOWN,
    NOT_IMPLEMENTED
}
