package io.arangobatch.tck.server.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The edges of an edge collection by the vertices they touch. Guarded by the database's lock. */
final class Edges {
    private final Map<String, Map<String, Document>> leaving = new HashMap<>();
    private final Map<String, Map<String, Document>> entering = new HashMap<>();

    void add(Document edge) {
        file(leaving, end(edge, "_from"), edge);
        file(entering, end(edge, "_to"), edge);
    }

    void remove(Document edge) {
        drop(leaving, end(edge, "_from"), edge);
        drop(entering, end(edge, "_to"), edge);
    }

    void clear() {
        leaving.clear();
        entering.clear();
    }

    /** The edges in the order in which they were written. */
    List<Document> at(String vertex, boolean outbound, boolean inbound) {
        Map<String, Document> found = new HashMap<>();
        if (outbound) {
            found.putAll(leaving.getOrDefault(vertex, Map.of()));
        }
        if (inbound) {
            found.putAll(entering.getOrDefault(vertex, Map.of()));
        }
        return inOrder(found.values());
    }

    static List<Document> inOrder(Collection<Document> documents) {
        return documents.stream()
                .sorted((a, b) -> Long.compareUnsigned(a.revision(), b.revision()))
                .toList();
    }

    private static String end(Document edge, String attribute) {
        ObjectNode content = edge.content();
        return content.path(attribute).asText();
    }

    private static void file(Map<String, Map<String, Document>> under, String vertex, Document edge) {
        under.computeIfAbsent(vertex, v -> new LinkedHashMap<>()).put(edge.key(), edge);
    }

    private static void drop(Map<String, Map<String, Document>> under, String vertex, Document edge) {
        Map<String, Document> edges = under.get(vertex);
        if (edges != null && edges.remove(edge.key()) != null && edges.isEmpty()) {
            under.remove(vertex);
        }
    }
}
