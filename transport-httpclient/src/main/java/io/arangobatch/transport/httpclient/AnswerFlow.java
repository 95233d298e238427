package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.ResponseFlow;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/** Holds the body back by not giving the library a new window when the old one is used up. */
final class AnswerFlow implements ResponseFlow {

    /** How many bytes of a body may still come after a pause, give or take one read. */
    static final int WINDOW = 128 * 1024;

    private final SilenceWatch silence;
    private final Consumer<IOException> onFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean paused;
    private @Nullable CapacityChannel usedUp;

    AnswerFlow(SilenceWatch silence, Consumer<IOException> onFailure) {
        this.silence = silence;
        this.onFailure = onFailure;
    }

    @Override
    public void pause() {
        lock.lock();
        try {
            paused = true;
        } finally {
            lock.unlock();
        }
        silence.pause();
    }

    @Override
    public void resume() {
        silence.resume();
        CapacityChannel waiting;
        lock.lock();
        try {
            paused = false;
            waiting = usedUp;
            usedUp = null;
        } finally {
            lock.unlock();
        }
        if (waiting != null) {
            open(waiting);
        }
    }

    void windowIsUsedUp(CapacityChannel channel) {
        lock.lock();
        try {
            if (paused) {
                usedUp = channel;
                return;
            }
        } finally {
            lock.unlock();
        }
        open(channel);
    }

    private void open(CapacityChannel channel) {
        try {
            channel.update(WINDOW);
        } catch (IOException e) {
            onFailure.accept(e);
        }
    }
}
