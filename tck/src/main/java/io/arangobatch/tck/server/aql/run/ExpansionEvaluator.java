package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.Expr;

/** Computes {@code source[* FILTER … LIMIT … RETURN …]}. */
final class ExpansionEvaluator {
    private final Evaluator evaluator;

    ExpansionEvaluator(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    JsonNode eval(Expr.Expansion e, Row row) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        JsonNode source = evaluator.eval(e.source(), row);
        if (!source.isArray()) {
            return result;
        }
        long offset = e.offset() == null ? 0 : Values.toLong(evaluator.eval(e.offset(), row));
        long count = e.count() == null ? Long.MAX_VALUE : Values.toLong(evaluator.eval(e.count(), row));
        for (JsonNode item : flattened(source, e.levels())) {
            if (count <= 0) {
                break;
            }
            Row inner = row.with(e.item(), item);
            if (e.filter() != null && !evaluator.isTrue(e.filter(), inner)) {
                continue;
            }
            if (offset > 0) {
                offset--;
                continue;
            }
            result.add(evaluator.eval(e.projection() == null ? e.element() : e.projection(), inner));
            count--;
        }
        return result;
    }

    private static JsonNode flattened(JsonNode source, int levels) {
        if (levels == 1) {
            return source;
        }
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        flatten(source, 1, levels, result);
        return result;
    }

    private static void flatten(JsonNode source, int level, int levels, ArrayNode result) {
        for (JsonNode item : source) {
            if (item.isArray() && level < levels) {
                flatten(item, level + 1, levels, result);
            } else {
                result.add(item);
            }
        }
    }
}
