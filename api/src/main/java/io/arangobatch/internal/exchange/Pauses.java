package io.arangobatch.internal.exchange;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Lets time pass without a thread that waits. */
interface Pauses extends AutoCloseable {

    /**
     * Begins a pause.
     *
     * @param length how long
     * @return completes when the pause is over; cancelling it frees what it took
     */
    CompletableFuture<Void> begin(Duration length);

    /** Frees everything; pauses under way never end. */
    @Override
    void close();
}
