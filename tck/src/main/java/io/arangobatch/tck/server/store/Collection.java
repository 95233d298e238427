package io.arangobatch.tck.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.store.Content.Ends;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A collection of documents, in the order of their revisions. Guarded by its database's lock. */
public final class Collection {
    public static final int DOCUMENTS = 2;
    public static final int EDGES = 3;

    private final Database database;
    private final String id;
    private final int type;
    private final KeyGenerator keys;
    private final Map<String, Document> documents = new LinkedHashMap<>();
    private final List<Index> indexes = new ArrayList<>();
    private final Edges edges = new Edges();
    private final boolean volatileData;
    private String name;
    private boolean waitForSync;
    private boolean loaded = true;
    private long lastRevision;

    Collection(Database database, String id, String name, int type, JsonNode options) {
        this.database = database;
        this.id = id;
        this.name = name;
        this.type = type;
        this.keys = KeyGenerator.of(options.get("keyOptions"), database.ticks());
        this.waitForSync = options.path("waitForSync").asBoolean(false);
        this.volatileData = options.path("isVolatile").asBoolean(false);
        indexes.add(new Index("0", IndexDefinition.PRIMARY));
        if (type == EDGES) {
            indexes.add(new Index("1", IndexDefinition.EDGE));
        }
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    void rename(String newName) {
        name = newName;
        // The handles of the documents change with the name; their revisions do not.
        List<Document> before = List.copyOf(documents.values());
        documents.clear();
        edges.clear();
        for (Document document : before) {
            ObjectNode content = document.content().deepCopy();
            content.put("_id", newName + "/" + document.key());
            put(Document.whole(
                    document.key(), newName + "/" + document.key(), document.revision(), document.rev(), content));
        }
    }

    public int type() {
        return type;
    }

    public boolean isEdges() {
        return type == EDGES;
    }

    public boolean isSystem() {
        return name.startsWith("_");
    }

    public boolean isVolatile() {
        return volatileData;
    }

    public boolean waitForSync() {
        return waitForSync;
    }

    public void setWaitForSync(boolean value) {
        waitForSync = value;
    }

    public boolean isLoaded() {
        return loaded;
    }

    public void setLoaded(boolean value) {
        loaded = value;
    }

    public ObjectNode keyOptions() {
        return keys.options();
    }

    public long lastRevision() {
        return lastRevision;
    }

    public int count() {
        return documents.size();
    }

    /** The documents in order; a copy, so that writes do not disturb who reads it. */
    public List<Document> documents() {
        return new ArrayList<>(documents.values());
    }

    public @Nullable Document find(String key) {
        return documents.get(key);
    }

    /** The edges at a vertex, in the order in which they were written. */
    public List<Document> edgesAt(String vertex, boolean outbound, boolean inbound) {
        return edges.at(vertex, outbound, inbound);
    }

    /** Stores a new document. */
    public Change insert(JsonNode given) {
        ObjectNode document = object(given);
        Ends ends = isEdges() ? Ends.of(document) : null;
        String key = keys.keyFor(document.get("_key"));
        if (documents.containsKey(key)) {
            throw ArangoError.UNIQUE_CONSTRAINT_VIOLATED.exception();
        }
        long revision = database.clock().next();
        Document now =
                Document.given(key, handle(key), revision, database.clock().text(revision), ends, document);
        Index violated = violated(now);
        if (violated != null) {
            throw ArangoError.UNIQUE_CONSTRAINT_VIOLATED.exception(
                    ArangoError.UNIQUE_CONSTRAINT_VIOLATED.text() + violated.context());
        }
        return apply(null, now);
    }

    /** Gives a document a new content; {@code expected} is a revision it must have. */
    public Change replace(String key, ObjectNode document, @Nullable String expected) {
        Ends ends = isEdges() ? Ends.of(document) : null;
        Document old = require(key, expected);
        long revision = database.clock().next();
        String rev = database.clock().text(revision);
        return change(old, Document.given(key, old.id(), revision, rev, ends, document));
    }

    /** Merges a patch into a document; {@code expected} is a revision it must have. */
    public Change update(String key, ObjectNode patch, WriteOptions options, @Nullable String expected) {
        Document old = require(key, expected);
        boolean nothing = patch.isEmpty() || patch.size() == 1 && patch.has("_key");
        if (nothing && expected == null) {
            return new Change(old, old);
        }
        Ends ends = isEdges() ? Ends.of(patch, old.content()) : null;
        long revision = database.clock().next();
        String rev = database.clock().text(revision);
        ObjectNode content = Content.patch(old, rev, ends, patch, options);
        return change(old, Document.whole(key, old.id(), revision, rev, content));
    }

    /** Removes a document; {@code expected} is a revision it must have. */
    public Change remove(String key, @Nullable String expected) {
        return apply(require(key, expected), null);
    }

    /** Removes all documents. */
    public void truncate() {
        for (Document document : documents()) {
            apply(document, null);
        }
    }

    /** The document under a key, if it has the expected revision. */
    public Document require(String key, @Nullable String expected) {
        Document found = documents.get(key);
        if (found == null) {
            throw ArangoError.DOCUMENT_NOT_FOUND.exception();
        }
        if (expected != null && !expected.equals(found.rev())) {
            throw ArangoError.CONFLICT.exception();
        }
        return found;
    }

    public List<Index> indexes() {
        return List.copyOf(indexes);
    }

    public @Nullable Index index(String indexId) {
        return indexes.stream()
                .filter(index -> index.id().equals(indexId))
                .findFirst()
                .orElse(null);
    }

    /** The index of this definition, if there is one. */
    public @Nullable Index index(IndexDefinition definition) {
        return indexes.stream()
                .filter(index -> index.definition().sameAs(definition))
                .findFirst()
                .orElse(null);
    }

    /** Creates an index over what is stored. */
    public Index createIndex(IndexDefinition definition) {
        Index index = new Index(database.ticks().nextText(), definition);
        for (Document document : documents.values()) {
            if (!index.admits(document)) {
                throw ArangoError.UNIQUE_CONSTRAINT_VIOLATED.exception();
            }
            index.add(document);
        }
        indexes.add(index);
        return index;
    }

    public void dropIndex(Index index) {
        indexes.remove(index);
    }

    void undo(Change change) {
        if (change.after() != null) {
            take(change.after());
        }
        if (change.before() != null) {
            put(change.before());
        }
    }

    void restoreOrder() {
        List<Document> sorted = Edges.inOrder(documents.values());
        documents.clear();
        sorted.forEach(document -> documents.put(document.key(), document));
    }

    private Change change(Document old, Document now) {
        if (violated(now) != null) {
            throw ArangoError.UNIQUE_CONSTRAINT_VIOLATED.exception();
        }
        return apply(old, now);
    }

    private Change apply(@Nullable Document old, @Nullable Document now) {
        if (old != null) {
            take(old);
        }
        if (now != null) {
            put(now);
        }
        lastRevision = now == null ? database.clock().next() : now.revision();
        Change change = new Change(old, now);
        Consumer<Change> log = database.undoLog(this);
        if (log != null) {
            log.accept(change);
        }
        return change;
    }

    private void put(Document document) {
        documents.put(document.key(), document);
        for (Index index : indexes) {
            index.add(document);
        }
        if (isEdges()) {
            edges.add(document);
        }
    }

    private void take(Document document) {
        documents.remove(document.key());
        for (Index index : indexes) {
            index.remove(document);
        }
        if (isEdges()) {
            edges.remove(document);
        }
    }

    private @Nullable Index violated(Document document) {
        for (Index index : indexes) {
            if (!index.admits(document)) {
                return index;
            }
        }
        return null;
    }

    private String handle(String key) {
        return name + "/" + key;
    }

    private static ObjectNode object(JsonNode given) {
        if (given instanceof ObjectNode object) {
            return object;
        }
        throw ArangoError.DOCUMENT_TYPE_INVALID.exception();
    }
}
