package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Statement;
import org.jspecify.annotations.Nullable;

/** Gives a variable the value of an expression or the results of a subquery. */
final class LetStage extends Stages.Through {
    /** A subquery that depends on nothing is computed once for each of the server's blocks of rows. */
    private static final int ROWS_IN_BLOCK = 1000;

    private final Statement.Let let;
    private final Pipelines pipelines;
    private final Evaluator evaluator;
    private final boolean reusable;
    private @Nullable JsonNode reused;
    private int rows;

    LetStage(Statement.Let let, Pipelines pipelines, Evaluator evaluator, Stage next) {
        super(next);
        this.let = let;
        this.pipelines = pipelines;
        this.evaluator = evaluator;
        this.reusable = let.value() instanceof Expr.Subquery subquery
                && Usage.of(subquery).isIndependent();
    }

    @Override
    public void push(Row row) {
        next.push(row.with(let.variable(), value(row)));
    }

    private JsonNode value(Row row) {
        if (!(let.value() instanceof Expr.Subquery subquery)) {
            return evaluator.eval(let.value(), row);
        }
        JsonNode result = reused;
        if (!reusable || rows++ % ROWS_IN_BLOCK == 0 || result == null) {
            ArrayNode results = JsonNodeFactory.instance.arrayNode();
            result = results.addAll(pipelines.run(subquery.statements(), row));
            reused = result;
        }
        return result;
    }
}
