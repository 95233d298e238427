package io.arangobatch.tck.benchmark.run;

import io.arangobatch.tck.benchmark.Target;
import io.arangobatch.tck.benchmark.load.Load;
import java.util.Optional;

/** The server of a part of a run. */
interface Server extends AutoCloseable {

    /** What it is called in the results. */
    String name();

    Target target();

    /** Whether it can do that. */
    boolean takes(Load load);

    /** Makes it as it was at the beginning. */
    void reset();

    /** What has gone over the wire, if that can be told. */
    Optional<Wire> wire();

    @Override
    void close();

    /**
     * Bytes since the server started.
     *
     * @param received from clients
     * @param sent to clients
     */
    record Wire(long received, long sent) {}
}
