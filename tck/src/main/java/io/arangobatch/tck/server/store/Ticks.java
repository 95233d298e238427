package io.arangobatch.tck.server.store;

import java.util.concurrent.atomic.AtomicLong;

/** The server's one sequence of numbers: ids of databases, collections, indexes, cursors, and automatic keys. */
public final class Ticks {
    private static final long FIRST = 2;
    private final AtomicLong last = new AtomicLong(FIRST);

    public long next() {
        return last.incrementAndGet();
    }

    public String nextText() {
        return Long.toString(next());
    }
}
