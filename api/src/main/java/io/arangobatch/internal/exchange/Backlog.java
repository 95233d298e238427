package io.arangobatch.internal.exchange;

import io.arangobatch.spi.ResponseFlow;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds answers back while more of what they brought waits to be taken than memory is meant for. Thread-safe. Nobody ever waits here, and flows are told one after another and
 * outside of any lock, so that the last word they hear is the true one.
 */
public final class Backlog {

    private final long most;
    private final AtomicLong waiting = new AtomicLong();
    private final Turns turns = new Turns();
    /** The answer that each source is at; used in turns only, as is what follows. */
    private final Map<Object, ResponseFlow> flows = new IdentityHashMap<>();

    private boolean full;

    /**
     * Begins with nothing.
     *
     * @param most how many bytes may wait before answers are held back; they go on when half of it has been taken
     */
    public Backlog(long most) {
        this.most = most;
    }

    /**
     * Learns of an answer that begins to arrive.
     *
     * @param source whose answers come one after another: from now on this one is held back in place of the one before
     * @param flow holds the answer back
     */
    public void arriving(Object source, ResponseFlow flow) {
        turns.take(() -> {
            flows.put(source, flow);
            if (full) {
                flow.pause();
            }
        });
    }

    /**
     * Learns that more waits.
     *
     * @param bytes how much
     */
    public void add(long bytes) {
        long now = waiting.addAndGet(bytes);
        if (now > most && now - bytes <= most) {
            turns.take(this::update);
        }
    }

    /**
     * Learns that something was taken.
     *
     * @param bytes how much
     */
    public void remove(long bytes) {
        long now = waiting.addAndGet(-bytes);
        if (now <= most / 2 && now + bytes > most / 2) {
            turns.take(this::update);
        }
    }

    /** What waits may have changed again meanwhile; whoever changes it beyond a bound asks once more. */
    private void update() {
        boolean before = full;
        full = waiting.get() > (before ? most / 2 : most);
        if (full != before) {
            flows.values().forEach(full ? ResponseFlow::pause : ResponseFlow::resume);
        }
    }
}
