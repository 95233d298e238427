package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.AqlStore;
import io.arangobatch.tck.server.store.Change;
import io.arangobatch.tck.server.store.Collection;
import io.arangobatch.tck.server.store.Database;
import io.arangobatch.tck.server.store.Document;
import io.arangobatch.tck.server.store.Graphs;
import io.arangobatch.tck.server.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A database as a query sees it, with the caller's rights. */
final class QueryStore implements AqlStore {
    private final Database database;
    private final Rights rights;

    QueryStore(Database database, Rights rights) {
        this.database = database;
        this.rights = rights;
    }

    @Override
    public String databaseName() {
        return database.name();
    }

    @Override
    public @Nullable String userName() {
        return rights.user();
    }

    @Override
    public List<CollectionInfo> collections() {
        return database.collections().stream()
                .map(collection -> new CollectionInfo(collection.id(), collection.name()))
                .toList();
    }

    @Override
    public boolean hasCollection(String name) {
        return database.find(name) != null;
    }

    @Override
    public boolean isEdgeCollection(String name) {
        Collection collection = database.find(name);
        return collection != null && collection.isEdges();
    }

    @Override
    public Iterable<ObjectNode> documents(String collection) {
        return contents(readable(collection).documents());
    }

    @Override
    public long count(String collection) {
        return readable(collection).count();
    }

    @Override
    public @Nullable ObjectNode document(String collection, String key) {
        Document found = readable(collection).find(key);
        return found == null ? null : found.content();
    }

    @Override
    public List<ObjectNode> edges(String edgeCollection, String vertexId, Direction direction) {
        return contents(readable(edgeCollection)
                .edgesAt(vertexId, direction != Direction.INBOUND, direction != Direction.OUTBOUND));
    }

    @Override
    public Optional<GraphEdges> graph(String name) {
        return new Graphs(database)
                .find(name)
                .map(graph ->
                        new GraphEdges(List.copyOf(graph.edgeCollections()), List.copyOf(graph.vertexCollections())));
    }

    @Override
    public StoredChange insert(String collection, ObjectNode document, WriteOptions options) {
        return write(collection, target -> target.insert(document));
    }

    @Override
    public StoredChange update(String collection, String key, ObjectNode patch, WriteOptions options) {
        io.arangobatch.tck.server.store.WriteOptions merge =
                new io.arangobatch.tck.server.store.WriteOptions(options.keepNull(), options.mergeObjects());
        return write(collection, target -> target.update(key, patch, merge, null));
    }

    @Override
    public StoredChange replace(String collection, String key, ObjectNode document, WriteOptions options) {
        return write(collection, target -> target.replace(key, document, null));
    }

    @Override
    public StoredChange remove(String collection, String key, WriteOptions options) {
        return write(collection, target -> target.remove(key, null));
    }

    private StoredChange write(String collection, Function<Collection, Change> operation) {
        try {
            Collection target = database.require(collection);
            rights.requireWrite(database, target.name());
            Change change = operation.apply(target);
            return new StoredChange(content(change.before()), content(change.after()));
        } catch (StoreException e) {
            throw failure(e);
        }
    }

    private Collection readable(String name) {
        try {
            Collection collection = database.require(name);
            rights.requireRead(database, collection.name());
            return collection;
        } catch (StoreException e) {
            throw failure(e);
        }
    }

    private static AqlException failure(StoreException e) {
        return new AqlException(e.error().number(), e.getMessage());
    }

    private static List<ObjectNode> contents(List<Document> documents) {
        return documents.stream().map(Document::content).toList();
    }

    private static @Nullable ObjectNode content(@Nullable Document document) {
        return document == null ? null : document.content();
    }
}
