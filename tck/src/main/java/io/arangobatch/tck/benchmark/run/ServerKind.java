package io.arangobatch.tck.benchmark.run;

import io.arangobatch.tck.benchmark.load.Load;
import java.util.Locale;

/** The servers that a run starts by itself. */
public enum ServerKind {
    /** Only frames requests and answers from prepared bytes. */
    NULL(Integer.MAX_VALUE),
    /** The embedded ArangoDB, which holds all documents in memory. */
    EMBEDDED(100_000);

    private final int mostOperations;

    ServerKind(int mostOperations) {
        this.mostOperations = mostOperations;
    }

    boolean takes(Load load) {
        return load.operations() <= mostOperations;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
