package io.arangobatch.tck.bench;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The threads that came into the JVM since a moment, without those of the kit and of the JDK itself. */
public final class Threads {

    private static final Pattern FOREIGN = Pattern.compile(
            "tck-.*|ForkJoinPool.*|CompletableFutureDelayScheduler|process reaper.*|Common-Cleaner|Keep-Alive-.*|Attach Listener|"
                    + "Signal Dispatcher|Reference Handler|Finalizer|Notification Thread|junit-.*|surefire-.*|"
                    + "VirtualThread-.*|Read-Poller|Write-Poller|Cleaner-.*");

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    Threads() {}

    /** The new threads that live now. */
    public List<Thread> added() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> !FOREIGN.matcher(thread.getName()).matches())
                .toList();
    }

    /** Waits until the threads that live now and came since have ended. */
    public void awaitGone(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Thread thread : added()) {
            join(thread, Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
        List<String> left = added().stream().map(Thread::getName).sorted().toList();
        if (!left.isEmpty()) {
            throw new AssertionError("expected within " + patience.toMillis()
                    + " ms: all threads that came with the transport have ended; came: still alive are " + left);
        }
    }

    private static void join(Thread thread, long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
