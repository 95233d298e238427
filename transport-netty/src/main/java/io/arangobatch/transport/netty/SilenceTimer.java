package io.arangobatch.transport.netty;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices that nothing has arrived for a time. A sign of life only notes the clock, which is cheaper than a new timer for each read.
 * Belongs to one event loop.
 */
final class SilenceTimer {

    private final EventLoop loop;
    private final long limitNanos;
    private final Runnable onSilence;
    private @Nullable ScheduledFuture<?> check;
    private long lastSign;

    SilenceTimer(EventLoop loop, Duration limit, Runnable onSilence) {
        this.loop = loop;
        this.limitNanos = OneShotTimer.nanos(limit);
        this.onSilence = onSilence;
    }

    /** Begins to listen, or begins anew. */
    void start() {
        signOfLife();
        if (limitNanos > 0 && check == null) {
            checkAfter(limitNanos);
        }
    }

    void signOfLife() {
        lastSign = System.nanoTime();
    }

    void stop() {
        if (check != null) {
            check.cancel(false);
            check = null;
        }
    }

    private void checkAfter(long nanos) {
        check = loop.schedule(this::checkNow, nanos, TimeUnit.NANOSECONDS);
    }

    private void checkNow() {
        check = null;
        long left = limitNanos - (System.nanoTime() - lastSign);
        if (left > 0) {
            checkAfter(left);
        } else {
            onSilence.run();
        }
    }
}
