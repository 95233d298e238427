package io.arangobatch.tck.server.aql.run;

import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.functions.FunctionCatalog;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a query has written to it must not read any more, and an outer loop must not read what a subquery writes to. */
final class WriteRules extends ExprVisitor {
    private static final int ACCESS_AFTER_WRITE = 1579;

    private final Set<String> written = new HashSet<>();
    private final Map<String, Integer> firstSeenAt = new HashMap<>();
    private int depth;

    @Override
    protected Expr parts(Expr expr) {
        if (!(expr instanceof Expr.Subquery)) {
            return super.parts(expr);
        }
        depth++;
        Expr result = super.parts(expr);
        depth--;
        return result;
    }

    @Override
    protected void visit(Expr expr) {
        if (expr instanceof Expr.CollectionRef collection) {
            firstSeenAt.putIfAbsent(collection.name(), depth);
            if (written.contains(collection.name())) {
                throw accessAfterWrite("collection '" + collection.name() + "'");
            }
        } else if (expr instanceof Expr.Call call
                && !written.isEmpty()
                && FunctionCatalog.get(call.function()).readsDocuments()) {
            throw accessAfterWrite("function " + call.function());
        }
    }

    @Override
    protected Statement statement(Statement statement) {
        if (statement instanceof Statement.With) {
            return statement;
        }
        if (statement instanceof Statement.Traversal && !written.isEmpty()) {
            throw accessAfterWrite("traversal");
        }
        Statement walked = super.statement(statement);
        if (statement instanceof Statement.Write write && write.collection() instanceof Expr.CollectionRef collection) {
            written.add(collection.name());
            if (firstSeenAt.getOrDefault(collection.name(), depth) < depth) {
                throw accessAfterWrite("collection '" + collection.name() + "'");
            }
        }
        return walked;
    }

    private static AqlException accessAfterWrite(String what) {
        return new AqlException(ACCESS_AFTER_WRITE, "access after data-modification by " + what);
    }
}
