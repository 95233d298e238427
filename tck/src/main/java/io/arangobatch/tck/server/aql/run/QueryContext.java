package io.arangobatch.tck.server.aql.run;

import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.AqlOptions;
import io.arangobatch.tck.server.aql.AqlResult;
import io.arangobatch.tck.server.aql.AqlStore;
import io.arangobatch.tck.server.aql.functions.CallContext;
import java.util.ArrayList;
import java.util.List;

/** What one run of a query counts and complains about. */
final class QueryContext implements CallContext {
    private final AqlStore store;
    private final AqlOptions options;
    private final List<AqlResult.Warning> warnings = new ArrayList<>();
    long writesExecuted;
    long writesIgnored;
    long scannedFull;
    long scannedIndex;
    long filtered;
    long fullCount = -1;

    QueryContext(AqlStore store, AqlOptions options) {
        this.store = store;
        this.options = options;
    }

    @Override
    public AqlStore store() {
        return store;
    }

    AqlOptions options() {
        return options;
    }

    @Override
    public void warn(int code, String message) {
        if (options.failOnWarning()) {
            throw new AqlException(code, message);
        }
        if (warnings.size() < options.maxWarningCount()) {
            warnings.add(new AqlResult.Warning(code, message));
        }
    }

    List<AqlResult.Warning> warnings() {
        return List.copyOf(warnings);
    }

    AqlResult.Stats stats() {
        return new AqlResult.Stats(writesExecuted, writesIgnored, scannedFull, scannedIndex, filtered);
    }
}
