package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.AqlStore;
import io.arangobatch.tck.server.aql.AqlStore.Direction;
import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.Constants;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Statement;
import java.util.ArrayList;
import java.util.List;

/** How a traversal walks: how far, along which edges, and what it must not pass twice. */
record TraversalSettings(
        long min,
        long max,
        List<Edges> edges,
        boolean breadthFirst,
        boolean uniqueEdges,
        boolean uniqueVertices,
        boolean globallyUniqueVertices) {
    private static final int PARSE_ERROR = 1501;
    private static final int BAD_PARAMETER = 10;
    private static final int GRAPH_NOT_FOUND = 1924;

    /** An edge collection in one direction; both directions are two of these. */
    record Edges(String collection, Direction direction) {}

    static TraversalSettings of(Statement.Traversal traversal, AqlStore store) {
        JsonNode options =
                traversal.options() == null ? MissingNode.getInstance() : Constants.valueOf(traversal.options());
        String vertexRule = options.path("uniqueVertices").asText("none");
        boolean breadthFirst = options.has("bfs") && Values.isTrue(options.get("bfs"));
        if (vertexRule.equals("global") && !breadthFirst) {
            throw new AqlException(
                    BAD_PARAMETER,
                    "uniqueVertices: 'global' is only supported, with bfs: true due to unpredictable results.");
        }
        long[] depth = depth(traversal.steps());
        return new TraversalSettings(
                depth[0],
                depth[1],
                edges(traversal, store),
                breadthFirst,
                !options.path("uniqueEdges").asText("path").equals("none"),
                vertexRule.equals("path"),
                vertexRule.equals("global"));
    }

    private static long[] depth(Expr steps) {
        if (steps instanceof Expr.Value value && value.value().isIntegralNumber()) {
            return checked(value.value().longValue(), value.value().longValue());
        }
        if (steps instanceof Expr.Range range
                && range.from() instanceof Expr.Value from
                && range.to() instanceof Expr.Value to
                && from.value().isNumber()
                && to.value().isNumber()) {
            return checked(Values.toLong(from.value()), Values.toLong(to.value()));
        }
        throw new AqlException(PARSE_ERROR, "expecting integer number or range for number of steps");
    }

    private static long[] checked(long min, long max) {
        if (min < 0 || min > max) {
            throw new AqlException(PARSE_ERROR, "invalid traversal depth");
        }
        return new long[] {min, max};
    }

    private static List<Edges> edges(Statement.Traversal traversal, AqlStore store) {
        List<Edges> edges = new ArrayList<>();
        if (traversal.graph() instanceof Expr.Value graph) {
            AqlStore.GraphEdges found = store.graph(Values.toText(graph.value()))
                    .orElseThrow(() -> new AqlException(GRAPH_NOT_FOUND, "graph not found"));
            found.edgeCollections().forEach(name -> add(edges, name, traversal.direction()));
        }
        for (Statement.EdgeCollection collection : traversal.edges()) {
            Direction own = collection.direction();
            add(edges, name(collection.name()), own == null ? traversal.direction() : own);
        }
        return List.copyOf(edges);
    }

    private static String name(Expr collection) {
        return collection instanceof Expr.CollectionRef ref ? ref.name() : Values.toText(Constants.valueOf(collection));
    }

    private static void add(List<Edges> edges, String collection, Direction direction) {
        if (direction != Direction.INBOUND) {
            edges.add(new Edges(collection, Direction.OUTBOUND));
        }
        if (direction != Direction.OUTBOUND) {
            edges.add(new Edges(collection, Direction.INBOUND));
        }
    }
}
