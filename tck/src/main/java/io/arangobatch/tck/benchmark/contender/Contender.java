package io.arangobatch.tck.benchmark.contender;

import io.arangobatch.tck.benchmark.Target;
import io.arangobatch.tck.benchmark.load.Load;
import java.io.IOException;

/** Who is measured. */
public interface Contender {

    /** A name of letters, digits, dots and dashes, not like any other's. */
    String name();

    /** What it is and how it is set, for the reader of the results. */
    String about();

    /** Whether it can do that, in a time that makes sense. */
    boolean takes(Load load);

    /**
     * Gets ready.
     *
     * @param target where to
     * @throws Exception if that is impossible
     */
    Opened open(Target target) throws Exception;

    /** A contender that is ready, with what its threads share. */
    interface Opened extends AutoCloseable {

        /** Makes what one thread uses. */
        Worker worker(Load load) throws Exception;

        @Override
        void close() throws IOException;
    }
}
