package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.AqlStore;
import io.arangobatch.tck.server.aql.functions.Numbers;
import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.AstJson;
import io.arangobatch.tck.server.aql.syntax.Constants;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Statement;
import io.arangobatch.tck.server.aql.syntax.Variable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a plan as EXPLAIN shows it: one node a step, with values that steps need computed in nodes of their own. */
final class PlanJson {
    private static final int UNKNOWN_LENGTH = 100;

    private final AqlStore store;
    private final Map<String, String> collections = new TreeMap<>();
    private final Set<String> rules = new LinkedHashSet<>();
    private final Deque<Variable> variables = new ArrayDeque<>();
    private ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
    private int nextVariableId;
    private int nextNodeId = 1;
    private int lastNode;
    private double cost;
    private double items;

    PlanJson(AqlStore store, int nextVariableId) {
        this.store = store;
        this.nextVariableId = nextVariableId;
    }

    ObjectNode plan(List<Statement> statements) {
        block(statements);
        ObjectNode plan = JsonNodeFactory.instance.objectNode();
        plan.set("nodes", nodes);
        ArrayNode applied = plan.putArray("rules");
        rules.forEach(applied::add);
        ArrayNode used = plan.putArray("collections");
        collections.forEach((name, type) -> used.addObject().put("name", name).put("type", type));
        ArrayNode declared = plan.putArray("variables");
        variables.forEach(variable -> declared.add(json(variable)));
        return estimates(plan).put("initialize", true);
    }

    private void block(List<Statement> statements) {
        lastNode = 0;
        node("SingletonNode", 1, 1);
        for (int i = 0; i < statements.size(); i++) {
            if (isUnused(statements.get(i), statements.subList(i + 1, statements.size()))) {
                // The optimizer takes the node out again, its id stays used.
                nextNodeId++;
                declared(((Statement.Let) statements.get(i)).variable());
                rules.add("remove-unnecessary-calculations");
            } else {
                statement(statements.get(i));
            }
        }
    }

    private static boolean isUnused(Statement statement, List<Statement> later) {
        return statement instanceof Statement.Let let
                && !(let.value() instanceof Expr.Subquery)
                && Usage.of(let.value()).isMovable()
                && later.stream().noneMatch(s -> Usage.of(s).uses(let.variable()));
    }

    private ObjectNode node(String type, double newCost, double newItems) {
        cost = newCost;
        items = newItems;
        ObjectNode node = nodes.addObject().put("type", type);
        ArrayNode dependencies = node.putArray("dependencies");
        if (lastNode > 0) {
            dependencies.add(lastNode);
        }
        lastNode = nextNodeId++;
        return estimates(node.put("id", lastNode));
    }

    private ObjectNode estimates(ObjectNode node) {
        node.set("estimatedCost", Numbers.of(cost));
        node.set("estimatedNrItems", Numbers.of(items));
        return node;
    }

    /** A node that looks at each item once. */
    private ObjectNode node(String type) {
        return node(type, cost + items, items);
    }

    private static ObjectNode json(Variable variable) {
        return JsonNodeFactory.instance.objectNode().put("id", variable.id()).put("name", variable.name());
    }

    private Variable declared(Variable variable) {
        variables.push(variable);
        return variable;
    }

    private void statement(Statement statement) {
        if (statement instanceof Statement.For s) {
            loop(s);
        } else if (statement instanceof Statement.Let s) {
            let(s);
        } else if (statement instanceof Statement.Filter s) {
            Variable condition = computed(s.condition());
            node("FilterNode").set("inVariable", json(condition));
        } else if (statement instanceof Statement.Sort s) {
            sort(s);
        } else if (statement instanceof Statement.Limit s) {
            long offset = Values.toLong(Constants.valueOf(s.offset()));
            long count = Values.toLong(Constants.valueOf(s.count()));
            node("LimitNode", cost + Math.min(items, count), Math.min(items, count))
                    .put("offset", offset)
                    .put("limit", count)
                    .put("fullCount", false);
        } else if (statement instanceof Statement.Return s && !s.distinct()) {
            Variable value = computed(s.value());
            node("ReturnNode").set("inVariable", json(value));
        } else if (statement instanceof Statement.Write s && !(s instanceof Statement.Upsert)) {
            write(s);
        } else if (!(statement instanceof Statement.With)) {
            String construct = statement.getClass().getSimpleName().toUpperCase(Locale.ROOT);
            throw new AqlException(AqlException.NOT_IMPLEMENTED, "EXPLAIN of " + construct + " is not implemented");
        }
    }

    private void loop(Statement.For loop) {
        declared(loop.variable());
        if (loop.source() instanceof Expr.CollectionRef collection) {
            collections.putIfAbsent(collection.name(), "read");
            double found = items * store.count(collection.name());
            node("EnumerateCollectionNode", cost + found, found)
                    .put("database", store.databaseName())
                    .put("collection", collection.name())
                    .put("random", false)
                    .put("satellite", false)
                    .set("outVariable", json(loop.variable()));
            return;
        }
        Variable source = computed(loop.source());
        double length = items * length(loop.source());
        ObjectNode node = node("EnumerateListNode", cost + length, length);
        node.set("inVariable", json(source));
        node.set("outVariable", json(loop.variable()));
    }

    private static double length(Expr source) {
        if (source instanceof Expr.Range range
                && range.from() instanceof Expr.Value from
                && range.to() instanceof Expr.Value to) {
            return Math.abs(Values.toLong(to.value()) - Values.toLong(from.value())) + 1.0;
        }
        return Constants.isConstant(source) ? Constants.valueOf(source).size() : UNKNOWN_LENGTH;
    }

    private void let(Statement.Let let) {
        declared(let.variable());
        if (let.value() instanceof Expr.Subquery subquery) {
            subquery(subquery, let.variable());
        } else {
            calculation(let.value(), let.variable());
        }
    }

    private void subquery(Expr.Subquery subquery, Variable result) {
        ArrayNode outerNodes = nodes;
        int outerLast = lastNode;
        double outerCost = cost;
        double outerItems = items;
        int id = nextNodeId++;
        nodes = JsonNodeFactory.instance.arrayNode();
        block(subquery.statements());
        ObjectNode inner = JsonNodeFactory.instance.objectNode();
        inner.set("nodes", nodes);
        inner.putArray("rules");
        double innerCost = cost;
        estimates(inner);
        nodes = outerNodes;
        lastNode = outerLast;
        int following = nextNodeId;
        nextNodeId = id;
        ObjectNode node = node("SubqueryNode", outerCost + outerItems * innerCost, outerItems);
        nextNodeId = following;
        node.set("subquery", inner);
        node.set("outVariable", json(result));
        node.put("isConst", Usage.of(subquery).isIndependent());
    }

    /** A variable that holds the expression's value: the expression itself if it is one. */
    private Variable computed(Expr expr) {
        if (expr instanceof Expr.Reference reference) {
            return reference.variable();
        }
        String name = String.valueOf(nextVariableId++);
        Variable result = declared(new Variable(nextVariableId++, name));
        calculation(expr, result);
        return result;
    }

    private void calculation(Expr expr, Variable result) {
        ObjectNode node = node("CalculationNode");
        node.set("expression", AstJson.expression(expr));
        node.set("outVariable", json(result));
        node.put("canThrow", !Usage.of(expr).isMovable()).put("expressionType", expressionType(expr));
    }

    private static String expressionType(Expr expr) {
        if (Constants.isConstant(expr)) {
            return "json";
        }
        boolean attribute = expr instanceof Expr.AttributeAccess access && isPath(access.object());
        return attribute ? "attribute" : "simple";
    }

    private static boolean isPath(Expr expr) {
        return expr instanceof Expr.Reference || (expr instanceof Expr.AttributeAccess a && isPath(a.object()));
    }

    private void sort(Statement.Sort sort) {
        ArrayNode elements = JsonNodeFactory.instance.arrayNode();
        for (Statement.SortKey key : sort.keys()) {
            ObjectNode element = JsonNodeFactory.instance.objectNode();
            element.set("inVariable", json(computed(key.key())));
            elements.add(element.put("ascending", Pipelines.isAscending(key.ascending())));
        }
        double sorted = items * Math.max(1, Math.log(Math.max(1, items)) / Math.log(2));
        node("SortNode", cost + sorted, items).put("stable", false).set("elements", elements);
    }

    private void write(Statement.Write write) {
        String collection = ((Expr.CollectionRef) write.collection()).name();
        collections.put(collection, "write");
        if (write instanceof Statement.Insert s) {
            Variable document = computed(s.document());
            ObjectNode node = write("InsertNode", collection, s, Set.of(s.after()));
            node.set("inVariable", json(document));
            node.set("outVariableNew", json(s.after()));
        } else if (write instanceof Statement.Remove s) {
            Variable document = computed(s.document());
            ObjectNode node = write("RemoveNode", collection, s, Set.of(s.before()));
            node.set("inVariable", json(document));
            node.set("outVariableOld", json(s.before()));
        } else if (write instanceof Statement.Modify s) {
            Variable document = computed(s.document());
            @Nullable Variable key = s.key() == null ? null : computed(s.key());
            String type = s.replace() ? "ReplaceNode" : "UpdateNode";
            ObjectNode node = write(type, collection, s, Set.of(s.before(), s.after()));
            node.set("inDocVariable", json(document));
            if (key != null) {
                node.set("inKeyVariable", json(key));
            }
            node.set("outVariableOld", json(s.before()));
            node.set("outVariableNew", json(s.after()));
        }
    }

    private ObjectNode write(String type, String collection, Statement.Write write, Set<Variable> results) {
        results.forEach(this::declared);
        WriteSettings settings = WriteSettings.of(write.options());
        ObjectNode node = node(type).put("database", store.databaseName()).put("collection", collection);
        node.putObject("modificationFlags")
                .put("ignoreErrors", settings.ignoreErrors())
                .put("waitForSync", settings.store().waitForSync())
                .put("nullMeansRemove", !settings.store().keepNull())
                .put("mergeObjects", settings.store().mergeObjects())
                .put("ignoreDocumentNotFound", false)
                .put("readCompleteInput", true);
        return node;
    }
}
