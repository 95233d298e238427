package io.arangobatch.tck.benchmark.contender;

import java.io.IOException;
import java.util.Set;

/**
 * Sends one batch after another, in steps that are timed: {@link #queue}, {@link #send}, {@link #read}, {@link #drop}. Used by one thread.
 * A worker that lacks a step does nothing in it. Each step throws when something is not as it should be, so that nobody is fast by doing nothing.
 */
public interface Worker extends AutoCloseable {

    /** Makes a batch and holds it; nothing, where operations are sent as they come. */
    default void queue() throws Exception {}

    /** Sends it, and returns when it is answered. */
    default void send() throws Exception {}

    /** Looks at each result, and decodes it for that. */
    default void read() throws Exception {}

    /** Forgets the batch. */
    default void drop() throws Exception {}

    /** Which steps there are; the others are not shown. */
    Set<Step> steps();

    /** What is timed. */
    enum Step {
        /** {@link Worker#queue()} holds a batch in memory, or, where that is the only step, makes its documents. */
        QUEUE,
        /** {@link Worker#send()} does something. */
        SEND,
        /** {@link Worker#read()} does something. */
        READ
    }

    @Override
    default void close() throws IOException {}
}
