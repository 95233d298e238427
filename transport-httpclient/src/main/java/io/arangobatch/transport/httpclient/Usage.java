package io.arangobatch.transport.httpclient;

import org.jspecify.annotations.Nullable;

/** How an exchange comes to use a connection: alone, or in line with others. Thread-safe. */
interface Usage {

    /** The exchange is ready to be sent. */
    void begin(HttpExchange exchange);

    /** The whole request is written, or lies in the library's buffer to be written next. */
    void written(HttpExchange exchange);

    /** The connection was lost before anything of the request was written. */
    void lostUnused(HttpExchange exchange, Exception cause);

    /** The connection broke; not always the exchange that notices it first is the one that it hurts first. */
    void broke(HttpExchange exchange, Exception cause);

    /** The request cannot be written. */
    void unwritable(HttpExchange exchange, UnreadableBodyException cause);

    /** The answer is whole. */
    void answered(HttpExchange exchange, Reuse reuse);

    /** The exchange is over; its future completes next. */
    void ended(HttpExchange exchange, @Nullable Throwable failure);

    /** Its future has completed. */
    void completed(HttpExchange exchange, @Nullable Throwable failure);
}
