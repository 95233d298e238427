package io.arangobatch.internal.session;

import io.arangobatch.BatchStateException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Notices when two threads use a session at the same time. A session may pass from thread to thread, as long as they take turns. */
final class Confinement {

    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();

    /** Enters; to be followed by {@link #leave} with what this returned. */
    boolean enter() {
        Thread me = Thread.currentThread();
        if (inside.compareAndSet(null, me)) {
            return true;
        }
        Thread other = inside.get();
        if (other == me) {
            return false;
        }
        throw new BatchStateException("the batch session is in use by the thread \""
                + (other == null ? "?" : other.getName()) + "\", and \"" + me.getName()
                + "\" must not use it at the same time; give each thread a session of its own");
    }

    void leave(boolean outermost) {
        if (outermost) {
            inside.setRelease(null);
        }
    }
}
