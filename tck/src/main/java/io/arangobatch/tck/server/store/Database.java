package io.arangobatch.tck.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A database. One lock guards all of it: operations take microseconds, and each is seen whole or not at all.
 */
public final class Database {
    private static final List<String> SYSTEM_COLLECTIONS = List.of(
            "_graphs",
            "_modules",
            "_routing",
            "_aqlfunctions",
            "_frontend",
            "_queues",
            "_jobs",
            "_apps",
            "_appbundles");
    private static final List<String> SERVER_COLLECTIONS =
            List.of("_users", "_statisticsRaw", "_statistics", "_statistics15");

    private final ReentrantLock lock = new ReentrantLock();
    private final String id;
    private final String name;
    private final Ticks ticks;
    private final RevisionClock clock;
    private final Map<String, Collection> collections = new LinkedHashMap<>();
    private final Map<Integer, Cursors> cursors = new ConcurrentHashMap<>();
    private @Nullable List<Undo> undo;

    Database(String id, String name, Ticks ticks, RevisionClock clock) {
        this.id = id;
        this.name = name;
        this.ticks = ticks;
        this.clock = clock;
        SYSTEM_COLLECTIONS.forEach(this::createSystem);
        if (isSystem()) {
            SERVER_COLLECTIONS.forEach(this::createSystem);
        }
    }

    private void createSystem(String system) {
        collections.put(system, new Collection(this, ticks.nextText(), system, Collection.DOCUMENTS, Json.object()));
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public boolean isSystem() {
        return name.equals(Databases.SYSTEM);
    }

    /** The cursors that a server has made, which others over the same data do not know. */
    public Cursors cursors(int server) {
        return cursors.computeIfAbsent(server, number -> new Cursors(ticks));
    }

    public RevisionClock clock() {
        return clock;
    }

    Ticks ticks() {
        return ticks;
    }

    /** Runs an operation while nobody else reads or writes. */
    public <T> T locked(Supplier<T> operation) {
        lock.lock();
        try {
            return operation.get();
        } finally {
            lock.unlock();
        }
    }

    /** Runs an operation whose writes are undone if it fails. */
    public <T> T transaction(Supplier<T> operation) {
        return locked(() -> {
            if (undo != null) {
                return operation.get();
            }
            List<Undo> log = new ArrayList<>();
            undo = log;
            try {
                T result = operation.get();
                undo = null;
                return result;
            } catch (RuntimeException | Error e) {
                undo = null;
                rollBack(log);
                throw e;
            }
        });
    }

    private static void rollBack(List<Undo> log) {
        Set<Collection> touched = new LinkedHashSet<>();
        for (int i = log.size() - 1; i >= 0; i--) {
            log.get(i).collection().undo(log.get(i).change());
            touched.add(log.get(i).collection());
        }
        touched.forEach(Collection::restoreOrder);
    }

    @Nullable
    Consumer<Change> undoLog(Collection collection) {
        List<Undo> log = undo;
        return log == null ? null : change -> log.add(new Undo(collection, change));
    }

    /** All collections, the oldest first. */
    public List<Collection> collections() {
        return List.copyOf(collections.values());
    }

    /** The collection with this name or id, or {@code null}. */
    public @Nullable Collection find(String nameOrId) {
        Collection found = collections.get(nameOrId);
        if (found != null || nameOrId.isEmpty() || !Character.isDigit(nameOrId.charAt(0))) {
            return found;
        }
        return collections.values().stream()
                .filter(c -> c.id().equals(nameOrId))
                .findFirst()
                .orElse(null);
    }

    public Collection require(String nameOrId) {
        Collection found = find(nameOrId);
        if (found == null) {
            throw ArangoError.COLLECTION_NOT_FOUND.exception();
        }
        return found;
    }

    /**
     * Creates a collection.
     *
     * @throws StoreException 1208 for a bad name, 1207 if the name is taken
     */
    public Collection create(String collection, int type, JsonNode options) {
        checkName(collection, options.path("isSystem").asBoolean(false));
        Collection created = new Collection(this, ticks.nextText(), collection, type, options);
        collections.put(collection, created);
        return created;
    }

    public void rename(Collection collection, String newName) {
        checkName(newName, collection.isSystem());
        collections.remove(collection.name());
        collection.rename(newName);
        collections.put(newName, collection);
    }

    public void drop(Collection collection) {
        collections.remove(collection.name());
    }

    private void checkName(String collection, boolean system) {
        if (!Handles.collectionName(collection, system)) {
            throw ArangoError.ILLEGAL_NAME.exception();
        }
        if (collections.containsKey(collection)) {
            throw ArangoError.DUPLICATE_NAME.exception();
        }
    }

    private record Undo(Collection collection, Change change) {}
}
