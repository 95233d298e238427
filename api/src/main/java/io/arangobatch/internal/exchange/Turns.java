package io.arangobatch.internal.exchange;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs actions one after another, each on the thread of whoever finds nobody at it. Nobody ever waits, and what the actions share needs no lock. */
final class Turns {

    private final Queue<Runnable> actions = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();

    void take(Runnable action) {
        actions.add(action);
        if (open.getAndIncrement() > 0) {
            return;
        }
        do {
            Runnable next = actions.poll();
            if (next != null) {
                next.run();
            }
        } while (open.decrementAndGet() > 0);
    }
}
