package io.arangobatch.internal.buffer;

/** A write would have made a buffer larger than it may become. Who set the limit tells the user about it. */
public final class BufferLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception whose message is written where the limit is known. */
    public BufferLimitException() {
        super("the buffer is full");
    }
}
