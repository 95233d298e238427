package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Statement;
import io.arangobatch.tck.server.aql.syntax.Variable;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Loops over an array, a range or a collection. */
final class ForStage extends Stages.Through {
    private static final int ARRAY_EXPECTED = 1563;

    private final Variable variable;
    private final Expr source;
    private final @Nullable IndexLookup lookup;
    private final Evaluator evaluator;
    private final QueryContext context;

    ForStage(Statement.For loop, @Nullable IndexLookup lookup, Evaluator evaluator, QueryContext context, Stage next) {
        super(next);
        this.variable = loop.variable();
        this.source = loop.source();
        this.lookup = lookup;
        this.evaluator = evaluator;
        this.context = context;
    }

    @Override
    public void push(Row row) {
        if (lookup != null) {
            lookUp(lookup, row);
        } else if (source instanceof Expr.CollectionRef collection) {
            scan(collection.name(), row);
        } else if (source instanceof Expr.Range range) {
            count(range, row);
        } else {
            enumerate(row);
        }
    }

    private void lookUp(IndexLookup index, Row row) {
        for (ObjectNode document : index.documents(evaluator.eval(index.values(), row), context.store())) {
            if (!next.wantsMore()) {
                return;
            }
            context.scannedIndex++;
            next.push(row.with(variable, document));
        }
    }

    private void scan(String collection, Row row) {
        Iterator<ObjectNode> documents = context.store().documents(collection).iterator();
        while (next.wantsMore() && documents.hasNext()) {
            context.scannedFull++;
            next.push(row.with(variable, documents.next()));
        }
    }

    private void count(Expr.Range range, Row row) {
        long value = Values.toLong(evaluator.eval(range.from(), row));
        long to = Values.toLong(evaluator.eval(range.to(), row));
        long step = value <= to ? 1 : -1;
        while (next.wantsMore()) {
            next.push(row.with(variable, LongNode.valueOf(value)));
            if (value == to) {
                return;
            }
            value += step;
        }
    }

    private void enumerate(Row row) {
        JsonNode array = evaluator.eval(source, row);
        if (!array.isArray()) {
            throw new AqlException(
                    ARRAY_EXPECTED,
                    "collection or array expected as operand to FOR loop; you provided a value of type '"
                            + Values.typeName(array) + "'");
        }
        Iterator<JsonNode> elements = array.iterator();
        while (next.wantsMore() && elements.hasNext()) {
            next.push(row.with(variable, elements.next()));
        }
    }
}
