package io.arangobatch.internal.exchange;

import io.arangobatch.spi.Endpoint;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The servers of a connection. All calls go to one of them until it cannot be reached; then the next one takes over. */
public final class Endpoints {

    private final List<Endpoint> all;
    private final AtomicInteger current = new AtomicInteger();

    /**
     * Takes the servers.
     *
     * @param all at least one
     */
    public Endpoints(List<Endpoint> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Returns where the next call goes.
     *
     * @return one of the servers
     */
    public Endpoint current() {
        return all.get(current.get());
    }

    int count() {
        return all.size();
    }

    /** Moves on from a server that could not be reached, unless another call has done so already. */
    void leave(Endpoint unreachable) {
        int index = all.indexOf(unreachable);
        current.compareAndSet(index, (index + 1) % all.size());
    }
}
