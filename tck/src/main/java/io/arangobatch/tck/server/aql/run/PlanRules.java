package io.arangobatch.tck.server.aql.run;

import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.AqlStore;
import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.Constants;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Statement;
import java.util.List;

/** What must be right of a query before it can run at all. */
final class PlanRules {
    private static final int COLLECTION_TYPE_INVALID = 1218;
    private static final int NUMBER_OUT_OF_RANGE = 1504;

    private final AqlStore store;

    PlanRules(AqlStore store) {
        this.store = store;
    }

    void check(List<Statement> statements) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Traversal traversal) {
                check(traversal);
            } else if (statement instanceof Statement.Limit limit) {
                checkNumber(limit.offset(), "offset");
                checkNumber(limit.count(), "count");
            } else if (statement instanceof Statement.Let let && let.value() instanceof Expr.Subquery subquery) {
                check(subquery.statements());
            }
        }
    }

    private void check(Statement.Traversal traversal) {
        for (TraversalSettings.Edges edges :
                TraversalSettings.of(traversal, store).edges()) {
            if (!store.isEdgeCollection(edges.collection())) {
                throw new AqlException(COLLECTION_TYPE_INVALID, "collection type invalid");
            }
        }
    }

    private static void checkNumber(Expr expr, String what) {
        boolean valid = expr instanceof Expr.Value value
                && (value.value().isNull() || value.value().isNumber())
                && Values.toLong(Constants.valueOf(expr)) >= 0;
        if (!valid) {
            throw new AqlException(NUMBER_OUT_OF_RANGE, "LIMIT " + what + " value is not a number or out of range");
        }
    }
}
