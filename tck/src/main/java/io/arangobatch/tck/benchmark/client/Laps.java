package io.arangobatch.tck.benchmark.client;

import java.util.Arrays;

/** The times of the batches of one thread. */
final class Laps {

    private long[] sends = new long[64];
    private int batches;
    private long queueNanos;
    private long sendNanos;
    private long readNanos;

    void add(long queue, long send, long read) {
        if (batches == sends.length) {
            sends = Arrays.copyOf(sends, batches * 2);
        }
        sends[batches++] = send;
        queueNanos += queue;
        sendNanos += send;
        readNanos += read;
    }

    int batches() {
        return batches;
    }

    long queueNanos() {
        return queueNanos;
    }

    long sendNanos() {
        return sendNanos;
    }

    long readNanos() {
        return readNanos;
    }

    long[] sends() {
        return Arrays.copyOf(sends, batches);
    }
}
