package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.AqlStore;
import io.arangobatch.tck.server.aql.functions.Numbers;
import io.arangobatch.tck.server.aql.syntax.CollectionNames;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts values in the place of bind parameters. */
final class BindParameters extends ExprRewriter {
    private static final int MISSING = 1551;
    private static final int UNDECLARED = 1552;
    private static final int INVALID = 1553;
    private static final int GRAPH_NOT_FOUND = 1924;

    private final ObjectNode values;
    private final AqlStore store;
    private final Set<String> collections;
    private final Set<String> used = new HashSet<>();

    private BindParameters(ObjectNode values, AqlStore store, Set<String> collections) {
        this.values = values;
        this.store = store;
        this.collections = collections;
    }

    /** Names of collections that the values tell are added to those known from the query. */
    static List<Statement> inject(
            List<Statement> statements, ObjectNode values, AqlStore store, Set<String> collections) {
        BindParameters parameters = new BindParameters(values, store, collections);
        parameters.checkTypes();
        List<Statement> bound = parameters.statements(statements);
        parameters.checkAllUsed();
        return bound;
    }

    private void checkTypes() {
        values.properties().forEach(value -> {
            if (value.getKey().startsWith("@") && !value.getValue().isTextual()) {
                throw invalid(value.getKey());
            }
        });
    }

    private void checkAllUsed() {
        values.fieldNames().forEachRemaining(name -> {
            if (!used.contains(name)) {
                throw new AqlException(UNDECLARED, "bind parameter '" + name + "' was not declared in the query");
            }
        });
    }

    private static AqlException invalid(String name) {
        return new AqlException(INVALID, "bind parameter '" + name + "' has an invalid value or type");
    }

    @Override
    protected Expr rewritten(Expr expr) {
        if (expr instanceof Expr.Parameter parameter) {
            return value(parameter);
        }
        return expr;
    }

    private Expr value(Expr.Parameter parameter) {
        JsonNode value = values.get(parameter.name());
        if (value == null) {
            throw new AqlException(
                    MISSING, "no value specified for declared bind parameter '" + parameter.name() + "'");
        }
        used.add(parameter.name());
        if (parameter.isCollection()) {
            CollectionNames.check(value.textValue());
            collections.add(value.textValue());
            return new Expr.CollectionRef(value.textValue());
        }
        return new Expr.Value(Numbers.normalize(value));
    }

    @Override
    protected Expr parts(Expr expr) {
        if (expr instanceof Expr.BoundAccess access && access.name() instanceof Expr.Parameter name) {
            Expr object = rewrite(access.object());
            return attributeAccess(object, name.name(), value(name));
        }
        return super.parts(expr);
    }

    /** The value is an attribute's name, or an array with the names of a path. */
    private static Expr attributeAccess(Expr object, String parameter, Expr name) {
        if (!(name instanceof Expr.Value bound)) {
            throw invalid(parameter);
        }
        Iterable<JsonNode> path = bound.value().isArray() ? bound.value() : List.of(bound.value());
        Expr result = object;
        int length = 0;
        for (JsonNode part : path) {
            if (!part.isTextual() || part.textValue().isEmpty()) {
                throw invalid(parameter);
            }
            result = new Expr.AttributeAccess(result, part.textValue());
            length++;
        }
        if (length == 0) {
            throw invalid(parameter);
        }
        return result;
    }

    @Override
    protected Statement statement(Statement statement) {
        Statement bound = super.statement(statement);
        if (bound instanceof Statement.Traversal traversal) {
            addTraversalCollections(traversal);
        }
        return bound;
    }

    private void addTraversalCollections(Statement.Traversal traversal) {
        for (Statement.EdgeCollection edges : traversal.edges()) {
            if (edges.name() instanceof Expr.Value name && name.value().isTextual()) {
                collections.add(name.value().textValue());
            }
        }
        if (traversal.graph() instanceof Expr.Value name && name.value().isTextual()) {
            AqlStore.GraphEdges graph = store.graph(name.value().textValue())
                    .orElseThrow(() -> new AqlException(GRAPH_NOT_FOUND, "graph not found"));
            collections.addAll(graph.edgeCollections());
            collections.addAll(graph.vertexCollections());
        }
    }
}
