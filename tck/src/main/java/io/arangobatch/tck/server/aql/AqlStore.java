package io.arangobatch.tck.server.aql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a query sees of one database. It exists so that the engine knows nothing of HTTP, locks or indexes.
 *
 * <p>The caller holds the database's lock while a query runs, and undoes the query's writes if it ends with an exception:
 * a query is one transaction. The engine never changes a node that the store has handed out, and a store never changes one
 * either: a write puts a new node in its place. Nodes that the engine hands in are the store's to keep.
 */
public interface AqlStore {
    /** The name of the database, for {@code CURRENT_DATABASE()}. */
    String databaseName();

    /** The user on whose behalf the query runs, {@code null} without authentication, for {@code CURRENT_USER()}. */
    default @Nullable String userName() {
        return null;
    }

    /** All collections, system ones included, for {@code COLLECTIONS()}. */
    List<CollectionInfo> collections();

    boolean hasCollection(String name);

    boolean isEdgeCollection(String name);

    /** The documents in insertion order; writes of the same query do not disturb an iteration that has begun. */
    Iterable<ObjectNode> documents(String collection);

    /** How many documents the collection holds. */
    long count(String collection);

    @Nullable
    ObjectNode document(String collection, String key);

    /** The edges at a vertex, in insertion order. */
    default List<ObjectNode> edges(String edgeCollection, String vertexId, Direction direction) {
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode edge : documents(edgeCollection)) {
            boolean leaves = vertexId.equals(edge.path("_from").textValue());
            boolean enters = vertexId.equals(edge.path("_to").textValue());
            if (direction.matches(leaves, enters)) {
                found.add(edge);
            }
        }
        return found;
    }

    /** The collections of a named graph. */
    Optional<GraphEdges> graph(String name);

    /**
     * Creates a document.
     *
     * @throws AqlException with the number and the plain message of the failure, such as 1210
     */
    StoredChange insert(String collection, ObjectNode document, WriteOptions options);

    /**
     * Merges a patch into a document.
     *
     * @throws AqlException with the number and the plain message of the failure, such as 1202
     */
    StoredChange update(String collection, String key, ObjectNode patch, WriteOptions options);

    /**
     * Gives a document a new content.
     *
     * @throws AqlException with the number and the plain message of the failure, such as 1202
     */
    StoredChange replace(String collection, String key, ObjectNode document, WriteOptions options);

    /**
     * Removes a document.
     *
     * @throws AqlException with the number and the plain message of the failure, such as 1202
     */
    StoredChange remove(String collection, String key, WriteOptions options);

    /** Which edges of a vertex are meant. */
    enum Direction {
        OUTBOUND,
        INBOUND,
        ANY;

        boolean matches(boolean leaves, boolean enters) {
            return switch (this) {
                case OUTBOUND -> leaves;
                case INBOUND -> enters;
                case ANY -> leaves || enters;
            };
        }
    }

    /** Identifies a collection. */
    record CollectionInfo(String id, String name) {}

    /** What a named graph consists of. */
    record GraphEdges(List<String> edgeCollections, List<String> vertexCollections) {
        public GraphEdges {
            edgeCollections = List.copyOf(edgeCollections);
            vertexCollections = List.copyOf(vertexCollections);
        }
    }

    /** The options of a data-modification statement that concern the store. */
    record WriteOptions(boolean waitForSync, boolean keepNull, boolean mergeObjects) {
        public static final WriteOptions DEFAULT = new WriteOptions(false, true, true);
    }

    /** A document before and after a write; {@code null} where there is none. */
    record StoredChange(
            @Nullable ObjectNode before, @Nullable ObjectNode after) {}
}
