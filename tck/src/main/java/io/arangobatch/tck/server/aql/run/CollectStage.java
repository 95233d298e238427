package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.aql.functions.Aggregates;
import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Statement;
import io.arangobatch.tck.server.aql.syntax.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Groups rows. The groups come in the order of their values. */
final class CollectStage extends Stages.Blocking {
    private static final Comparator<List<JsonNode>> GROUP_ORDER = (a, b) -> {
        for (int i = 0; i < a.size(); i++) {
            int order = Values.ORDER.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    };

    private final Statement.Collect collect;
    private final List<Variable> intoVariables;
    private final Evaluator evaluator;
    private final Row start;

    CollectStage(Statement.Collect collect, List<Variable> intoVariables, Evaluator evaluator, Row start, Stage next) {
        super(next);
        this.collect = collect;
        this.intoVariables = intoVariables;
        this.evaluator = evaluator;
        this.start = start;
    }

    @Override
    public void finish() {
        Map<List<JsonNode>, List<Row>> groups = new TreeMap<>(GROUP_ORDER);
        if (collect.groups().isEmpty()) {
            groups.put(List.of(), new ArrayList<>());
        }
        for (Row row : rows) {
            List<JsonNode> key = collect.groups().stream()
                    .map(group -> evaluator.eval(group.value(), row))
                    .toList();
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
        }
        List<Row> results = new ArrayList<>(groups.size());
        groups.forEach((key, members) -> results.add(result(key, members)));
        drain(results);
    }

    private Row result(List<JsonNode> key, List<Row> members) {
        Row result = members.isEmpty() ? start : members.get(0);
        for (int i = 0; i < key.size(); i++) {
            result = result.with(collect.groups().get(i).variable(), key.get(i));
        }
        for (Statement.Assign aggregate : collect.aggregates()) {
            result = result.with(aggregate.variable(), aggregate((Expr.Call) aggregate.value(), members));
        }
        Variable count = collect.count();
        if (count != null) {
            result = result.with(count, LongNode.valueOf(members.size()));
        }
        Variable into = collect.into();
        return into == null ? result : result.with(into, into(members));
    }

    private JsonNode aggregate(Expr.Call call, List<Row> members) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode(members.size());
        for (Row member : members) {
            values.add(evaluator.eval(call.arguments().get(0), member));
        }
        return Aggregates.of(call.function(), values);
    }

    private JsonNode into(List<Row> members) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode(members.size());
        for (Row member : members) {
            result.add(collect.intoValue() == null ? variables(member) : evaluator.eval(collect.intoValue(), member));
        }
        return result;
    }

    private ObjectNode variables(Row member) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        List<Variable> kept = collect.keep() == null ? intoVariables : collect.keep();
        kept.forEach(variable -> result.set(variable.name(), member.get(variable)));
        return result;
    }
}
