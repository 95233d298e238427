package io.arangobatch;

/** How a connection proves to the server who its user is. */
public enum AuthMethod {

    /** User and password with every request. */
    BASIC,

    /** A bearer token, fetched once with user and password, or taken from the application's token supplier. */
    JWT,

    /** No credentials are sent: for servers that run without authentication. */
    NONE
}
