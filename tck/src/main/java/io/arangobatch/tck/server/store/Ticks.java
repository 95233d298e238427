package io.arangobatch.tck.server.store;

import java.util.concurrent.atomic.AtomicLong;

/** The server's one sequence of numbers: ids of databases, collections, indexes, cursors, and automatic keys. */
public final class Ticks {
    /** As if the system collections had been made on a fresh server, so that ids look like ids. */
    private static final long FIRST = 1000;

    private final AtomicLong last = new AtomicLong(FIRST);

    public long next() {
        return last.incrementAndGet();
    }

    public String nextText() {
        return Long.toString(next());
    }
}
