package io.arangobatch.transport.httpclient;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Notices when a server says nothing for too long. A read only notes the time; the one timer looks at it when it is due and, if
 * something came meanwhile, waits for the rest.
 */
final class SilenceWatch {

    private final Timers timers;
    private final Duration limit;
    private final Runnable onSilence;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long lastSign;
    private Runnable timer = () -> {};
    private boolean running;
    private boolean paused;
    private boolean armed;
    private boolean stopped;

    SilenceWatch(Timers timers, Duration limit, Runnable onSilence) {
        this.timers = timers;
        this.limit = limit;
        this.onSilence = onSilence;
    }

    /** Begins to count; a second call has no effect. */
    void start() {
        lock.lock();
        try {
            if (!running && !stopped) {
                running = true;
                countAnew();
            }
        } finally {
            lock.unlock();
        }
    }

    void touch() {
        lastSign = System.nanoTime();
    }

    void pause() {
        lock.lock();
        try {
            paused = true;
        } finally {
            lock.unlock();
        }
    }

    void resume() {
        lock.lock();
        try {
            if (paused) {
                paused = false;
                countAnew();
            }
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        lock.lock();
        try {
            stopped = true;
            running = false;
            timer.run();
        } finally {
            lock.unlock();
        }
    }

    private void countAnew() {
        touch();
        if (running && !paused && !armed) {
            arm(limit);
        }
    }

    private void arm(Duration delay) {
        armed = true;
        timer = timers.after(delay, this::check);
    }

    private void check() {
        lock.lock();
        try {
            armed = false;
            if (!running || paused) {
                return;
            }
            Duration left = limit.minusNanos(System.nanoTime() - lastSign);
            if (left.compareTo(Duration.ZERO) > 0) {
                arm(left);
                return;
            }
            running = false;
        } finally {
            lock.unlock();
        }
        onSilence.run();
    }
}
