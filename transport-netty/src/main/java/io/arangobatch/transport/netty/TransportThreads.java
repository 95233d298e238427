package io.arangobatch.transport.netty;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads of one transport and remembers them, so that closing can wait until the last one is gone. */
final class TransportThreads {

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    /** Makes daemon threads named {@code arangobatch-netty-<role>-<number>}. */
    ThreadFactory named(String role) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Owned(task, "arangobatch-netty-" + role + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            threads.removeIf(TransportThreads::hasEnded);
            threads.add(thread);
            return thread;
        };
    }

    boolean ownCurrent() {
        return Thread.currentThread() instanceof Owned thread && thread.owner() == this;
    }

    /** Waits for all threads to end, until the deadline at the latest. */
    void join(long deadlineNanos) throws InterruptedException {
        for (Thread thread : threads) {
            long left = deadlineNanos - System.nanoTime();
            if (left > 0) {
                TimeUnit.NANOSECONDS.timedJoin(thread, left);
            }
        }
    }

    private static boolean hasEnded(Thread thread) {
        return thread.getState() == Thread.State.TERMINATED;
    }

    private final class Owned extends FastThreadLocalThread {

        Owned(Runnable task, String name) {
            super(task, name);
        }

        TransportThreads owner() {
            return TransportThreads.this;
        }
    }
}
