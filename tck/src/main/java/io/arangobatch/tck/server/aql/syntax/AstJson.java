package io.arangobatch.tck.server.aql.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.arangobatch.tck.server.aql.AqlStore.Direction;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes syntax trees as the server shows them to clients of {@code /_api/query} and in plans. */
public final class AstJson {
    private AstJson() {}

    /** The tree of a whole query: one root with its statements. */
    public static ArrayNode query(List<Statement> statements) {
        ArrayNode ast = JsonNodeFactory.instance.arrayNode();
        ast.add(block("root", statements));
        return ast;
    }

    private static ObjectNode block(String type, List<Statement> statements) {
        ObjectNode node = node(type);
        if (!statements.isEmpty()) {
            ArrayNode subNodes = node.putArray("subNodes");
            statements.forEach(statement -> subNodes.add(statement(statement)));
        }
        return node;
    }

    private static ObjectNode node(String type, ObjectNode... subNodes) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", type);
        return subNodes.length == 0 ? node : with(node, subNodes);
    }

    private static ObjectNode with(ObjectNode node, ObjectNode... subNodes) {
        ArrayNode list = node.putArray("subNodes");
        for (ObjectNode subNode : subNodes) {
            list.add(subNode);
        }
        return node;
    }

    private static ObjectNode list(String type, List<ObjectNode> subNodes) {
        return node(type, subNodes.toArray(ObjectNode[]::new));
    }

    private static ObjectNode variable(String type, Variable variable) {
        return node(type).put("name", variable.name()).put("id", variable.id());
    }

    private static ObjectNode variable(Variable variable) {
        return variable("variable", variable);
    }

    private static ObjectNode optional(@Nullable Expr expr) {
        return expr == null ? node("no-op") : expression(expr);
    }

    private static ObjectNode statement(Statement statement) {
        if (statement instanceof Statement.For s) {
            return node("for", variable(s.variable()), expression(s.source()));
        }
        if (statement instanceof Statement.Let s) {
            return node("let", variable(s.variable()), expression(s.value()));
        }
        if (statement instanceof Statement.Filter s) {
            return node("filter", expression(s.condition()));
        }
        if (statement instanceof Statement.Return s) {
            ObjectNode value = expression(s.value());
            return node("return", s.distinct() ? node("distinct", value) : value);
        }
        if (statement instanceof Statement.Sort s) {
            return node(
                    "sort",
                    list("array", s.keys().stream().map(AstJson::sortKey).toList()));
        }
        if (statement instanceof Statement.Limit s) {
            return node("limit", expression(s.offset()), expression(s.count()));
        }
        if (statement instanceof Statement.Collect s) {
            return collect(s);
        }
        if (statement instanceof Statement.Traversal s) {
            return traversal(s);
        }
        if (statement instanceof Statement.With s) {
            return node("with collections", list("collection list", names(s.collections())));
        }
        return write((Statement.Write) statement);
    }

    private static ObjectNode sortKey(Statement.SortKey key) {
        return node("sort element", expression(key.key()), expression(key.ascending()));
    }

    private static ObjectNode assignments(List<Statement.Assign> assignments) {
        return list(
                "array",
                assignments.stream()
                        .map(a -> node("assign", variable(a.variable()), expression(a.value())))
                        .toList());
    }

    private static ObjectNode collect(Statement.Collect s) {
        Variable count = s.count();
        if (count != null) {
            return node("collect with count", optional(s.options()), assignments(s.groups()), variable(count));
        }
        List<Variable> keep = s.keep();
        Variable into = s.into();
        return node(
                "collect",
                optional(s.options()),
                assignments(s.groups()),
                node("aggregations array", assignments(s.aggregates())),
                into == null ? node("no-op") : variable(into),
                optional(s.intoValue()),
                keep == null
                        ? node("no-op")
                        : list(
                                "array",
                                keep.stream().map(v -> variable("reference", v)).toList()));
    }

    private static ObjectNode traversal(Statement.Traversal s) {
        ArrayNode subNodes = JsonNodeFactory.instance.arrayNode();
        subNodes.add(node("direction", value(number(s.direction())), expression(s.steps())));
        subNodes.add(expression(s.start()));
        subNodes.add(s.graph() != null ? expression(s.graph()) : edges(s.edges()));
        subNodes.add(optional(s.options()));
        subNodes.add(variable(s.vertex()));
        if (s.edge() != null) {
            subNodes.add(variable(s.edge()));
        }
        if (s.path() != null) {
            subNodes.add(variable(s.path()));
        }
        ObjectNode node = node("traversal");
        node.set("subNodes", subNodes);
        return node;
    }

    private static JsonNode number(Direction direction) {
        return JsonNodeFactory.instance.numberNode(
                switch (direction) {
                    case ANY -> 0;
                    case INBOUND -> 1;
                    case OUTBOUND -> 2;
                });
    }

    private static ObjectNode edges(List<Statement.EdgeCollection> edges) {
        return list(
                "collection list",
                edges.stream()
                        .map(e -> {
                            ObjectNode name = names(List.of(e.name())).get(0);
                            Direction own = e.direction();
                            return own == null ? name : node("direction", value(number(own)), name);
                        })
                        .toList());
    }

    /** In lists of collections the server keeps plain names. */
    private static List<ObjectNode> names(List<Expr> collections) {
        return collections.stream()
                .map(c -> c instanceof Expr.CollectionRef ref ? value(TextNode.valueOf(ref.name())) : expression(c))
                .toList();
    }

    private static ObjectNode write(Statement.Write write) {
        ObjectNode options = optional(write.options());
        ObjectNode collection = expression(write.collection());
        if (write instanceof Statement.Insert s) {
            return node("insert", options, collection, expression(s.document()), variable(s.after()));
        }
        if (write instanceof Statement.Remove s) {
            return node("remove", options, collection, expression(s.document()), variable(s.before()));
        }
        if (write instanceof Statement.Modify s) {
            return node(
                    s.replace() ? "replace" : "update",
                    options,
                    collection,
                    expression(s.document()),
                    optional(s.key()),
                    variable(s.before()),
                    variable(s.after()));
        }
        Statement.Upsert s = (Statement.Upsert) write;
        return node(
                "upsert",
                options,
                collection,
                variable("reference", s.found()),
                expression(s.insert()),
                expression(s.update()),
                variable("reference", s.found()),
                variable(s.after()));
    }

    /** The tree of an expression. */
    public static ObjectNode expression(Expr expr) {
        if (expr instanceof Expr.Value e) {
            return value(e.value());
        }
        if (expr instanceof Expr.Reference e) {
            return variable("reference", e.variable());
        }
        if (expr instanceof Expr.CollectionRef e) {
            return node("collection").put("name", e.name());
        }
        if (expr instanceof Expr.Parameter e) {
            return node("parameter").put("name", e.name());
        }
        if (expr instanceof Expr.AttributeAccess e) {
            return with(node("attribute access").put("name", e.name()), expression(e.object()));
        }
        if (expr instanceof Expr.BoundAccess e) {
            return node("bound attribute access", expression(e.object()), expression(e.name()));
        }
        if (expr instanceof Expr.IndexedAccess e) {
            return node("indexed access", expression(e.object()), expression(e.index()));
        }
        if (expr instanceof Expr.ArrayLiteral e) {
            return list("array", e.elements().stream().map(AstJson::expression).toList());
        }
        if (expr instanceof Expr.ObjectLiteral e) {
            return list("object", e.members().stream().map(AstJson::member).toList());
        }
        if (expr instanceof Expr.Unary e) {
            return node(e.operator().nodeName(), expression(e.operand()));
        }
        if (expr instanceof Expr.Binary e) {
            return binary(e);
        }
        return rare(expr);
    }

    private static ObjectNode binary(Expr.Binary e) {
        ObjectNode node = node(e.operator().nodeName());
        if (e.operator() == Operator.IN || e.operator() == Operator.NOT_IN) {
            node.put("sorted", false);
        }
        return with(node, expression(e.left()), expression(e.right()));
    }

    private static ObjectNode rare(Expr expr) {
        if (expr instanceof Expr.Call e) {
            return with(node("function call").put("name", e.function()), arguments(e.arguments()));
        }
        if (expr instanceof Expr.UserCall e) {
            return with(node("user function call").put("name", e.function()), arguments(e.arguments()));
        }
        if (expr instanceof Expr.Ternary e) {
            return node("ternary", expression(e.condition()), expression(e.then()), expression(e.otherwise()));
        }
        if (expr instanceof Expr.Range e) {
            return node("range", expression(e.from()), expression(e.to()));
        }
        if (expr instanceof Expr.ArrayComparison e) {
            ObjectNode quantifier =
                    node("quantifier").put("quantifier", e.quantifier().name().toLowerCase(Locale.ROOT));
            ObjectNode node = node("array " + e.operator().nodeName());
            if (e.operator() == Operator.IN || e.operator() == Operator.NOT_IN) {
                node.put("sorted", false);
            }
            return with(node, expression(e.left()), expression(e.right()), quantifier);
        }
        if (expr instanceof Expr.Expansion e) {
            return expansion(e);
        }
        if (expr instanceof Expr.Passthru e) {
            return node("passthru", expression(e.inner()));
        }
        if (expr instanceof Expr.Example e) {
            return node("example", expression(e.example()));
        }
        return block("subquery", ((Expr.Subquery) expr).statements());
    }

    private static ObjectNode arguments(List<Expr> arguments) {
        return list("array", arguments.stream().map(AstJson::expression).toList());
    }

    private static ObjectNode expansion(Expr.Expansion e) {
        Expr count = e.count();
        Expr offset = e.offset();
        ObjectNode limit = count == null
                ? node("no-op")
                : node(
                        "array limit",
                        offset == null ? value(JsonNodeFactory.instance.numberNode(0)) : expression(offset),
                        expression(count));
        return with(
                node("expansion").put("levels", e.levels()),
                node("iterator", variable(e.item()), expression(e.source())),
                expression(e.element()),
                optional(e.filter()),
                limit,
                optional(e.projection()));
    }

    private static ObjectNode member(Expr.Member member) {
        Expr computed = member.computedName();
        if (computed != null) {
            return node("calculated object element", expression(computed), expression(member.value()));
        }
        return with(node("object element").put("name", member.name()), expression(member.value()));
    }

    private static ObjectNode value(JsonNode value) {
        if (value.isArray()) {
            ObjectNode array = node("array");
            if (!value.isEmpty()) {
                ArrayNode subNodes = array.putArray("subNodes");
                value.forEach(element -> subNodes.add(value(element)));
            }
            return array;
        }
        if (value.isObject()) {
            ObjectNode object = node("object");
            if (!value.isEmpty()) {
                ArrayNode subNodes = object.putArray("subNodes");
                value.properties()
                        .forEach(m -> subNodes.add(
                                with(node("object element").put("name", m.getKey()), value(m.getValue()))));
            }
            return object;
        }
        ObjectNode node = node("value");
        node.set("value", value);
        return node;
    }
}
