package io.arangobatch.internal.buffer;

/** A write would have made a buffer larger than it may become. Who set the limit tells the user about it. */
public final class BufferLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BufferLimitException() {
        super("the buffer is full");
    }
}
