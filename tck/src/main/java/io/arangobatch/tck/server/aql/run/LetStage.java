package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Statement;

/** Gives a variable the value of an expression or the results of a subquery. */
final class LetStage extends Stages.Through {
    private final Statement.Let let;
    private final Pipelines pipelines;
    private final Evaluator evaluator;

    LetStage(Statement.Let let, Pipelines pipelines, Evaluator evaluator, Stage next) {
        super(next);
        this.let = let;
        this.pipelines = pipelines;
        this.evaluator = evaluator;
    }

    @Override
    public void push(Row row) {
        next.push(row.with(let.variable(), value(row)));
    }

    private JsonNode value(Row row) {
        if (let.value() instanceof Expr.Subquery subquery) {
            ArrayNode results = JsonNodeFactory.instance.arrayNode();
            return results.addAll(pipelines.run(subquery.statements(), row));
        }
        return evaluator.eval(let.value(), row);
    }
}
