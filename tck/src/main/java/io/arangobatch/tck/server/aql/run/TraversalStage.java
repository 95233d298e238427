package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.aql.AqlStore;
import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks a graph from a start vertex, depth first or breadth first, and hands on each path of a wanted length. */
final class TraversalStage extends Stages.Through {
    private static final int BAD_PARAMETER = 10;

    /** A path as the step that ends it. */
    private record Step(@Nullable Step before, @Nullable ObjectNode edge, String vertexId, int depth) {}

    private final Statement.Traversal traversal;
    private final TraversalSettings settings;
    private final Evaluator evaluator;
    private final QueryContext context;
    private final Map<String, JsonNode> vertices = new HashMap<>();

    TraversalStage(Statement.Traversal traversal, Evaluator evaluator, QueryContext context, Stage next) {
        super(next);
        this.traversal = traversal;
        this.settings = TraversalSettings.of(traversal, context.store());
        this.evaluator = evaluator;
        this.context = context;
    }

    @Override
    public void push(Row row) {
        JsonNode start = evaluator.eval(traversal.start(), row);
        JsonNode id = start.isObject() ? start.path("_id") : start;
        if (!id.isTextual() || id.textValue().indexOf('/') < 0) {
            context.warn(BAD_PARAMETER, "Invalid input for traversal: Only id strings or objects with _id are allowed");
            return;
        }
        walk(new Step(null, null, id.textValue(), 0), row);
    }

    private void walk(Step start, Row row) {
        Deque<Step> open = new ArrayDeque<>();
        Set<String> visited = new HashSet<>(Set.of(start.vertexId()));
        open.add(start);
        while (!open.isEmpty() && next.wantsMore()) {
            Step step = open.poll();
            if (step.depth() >= settings.min()) {
                emit(step, row);
            }
            if (step.depth() < settings.max()) {
                List<Step> further = further(step, visited);
                if (settings.breadthFirst()) {
                    open.addAll(further);
                } else {
                    for (int i = further.size() - 1; i >= 0; i--) {
                        open.addFirst(further.get(i));
                    }
                }
            }
        }
    }

    private List<Step> further(Step step, Set<String> visited) {
        List<Step> further = new ArrayList<>();
        for (TraversalSettings.Edges edges : settings.edges()) {
            for (ObjectNode edge : context.store().edges(edges.collection(), step.vertexId(), edges.direction())) {
                context.scannedIndex++;
                boolean outbound = edges.direction() == AqlStore.Direction.OUTBOUND;
                String target = edge.path(outbound ? "_to" : "_from").asText();
                if (allowed(step, edge, target, visited)) {
                    further.add(new Step(step, edge, target, step.depth() + 1));
                }
            }
        }
        return further;
    }

    private boolean allowed(Step step, ObjectNode edge, String target, Set<String> visited) {
        if (settings.globallyUniqueVertices()) {
            return visited.add(target);
        }
        for (Step s = step; s != null; s = s.before()) {
            ObjectNode passed = s.edge();
            if (settings.uniqueEdges() && passed != null && passed.path("_id").equals(edge.path("_id"))) {
                return false;
            }
            if (settings.uniqueVertices() && s.vertexId().equals(target)) {
                return false;
            }
        }
        return true;
    }

    private void emit(Step step, Row row) {
        Row result = row.with(traversal.vertex(), vertex(step.vertexId()));
        if (traversal.edge() != null) {
            result = result.with(traversal.edge(), Values.orNull(step.edge()));
        }
        if (traversal.path() != null) {
            result = result.with(traversal.path(), path(step));
        }
        next.push(result);
    }

    private ObjectNode path(Step end) {
        Deque<Step> steps = new ArrayDeque<>();
        for (Step s = end; s != null; s = s.before()) {
            steps.push(s);
        }
        ObjectNode path = JsonNodeFactory.instance.objectNode();
        ArrayNode edges = path.putArray("edges");
        ArrayNode passed = path.putArray("vertices");
        for (Step s : steps) {
            ObjectNode edge = s.edge();
            if (edge != null) {
                edges.add(edge);
            }
            passed.add(vertex(s.vertexId()));
        }
        return path;
    }

    /** A vertex that does not exist is null. */
    private JsonNode vertex(String id) {
        return vertices.computeIfAbsent(id, this::readVertex);
    }

    private JsonNode readVertex(String id) {
        int slash = id.indexOf('/');
        String collection = id.substring(0, slash);
        ObjectNode document = context.store().hasCollection(collection)
                ? context.store().document(collection, id.substring(slash + 1))
                : null;
        if (document == null) {
            return NullNode.getInstance();
        }
        context.scannedIndex++;
        return document;
    }
}
