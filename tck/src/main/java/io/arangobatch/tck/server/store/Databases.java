package io.arangobatch.tck.server.store;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** All databases of a server. */
public final class Databases {
    public static final String SYSTEM = "_system";

    private final Map<String, Database> databases = new ConcurrentSkipListMap<>();
    private final Ticks ticks;
    private final RevisionClock clock;

    public Databases(Ticks ticks, RevisionClock clock) {
        this.ticks = ticks;
        this.clock = clock;
        databases.put(SYSTEM, new Database("1", SYSTEM, ticks, clock));
    }

    public Database system() {
        return Objects.requireNonNull(databases.get(SYSTEM));
    }

    public Optional<Database> find(String name) {
        return Optional.ofNullable(databases.get(name));
    }

    /** The names in alphabetical order, the system database first. */
    public List<String> names() {
        return List.copyOf(databases.keySet());
    }

    /**
     * Creates a database.
     *
     * @throws StoreException 1229 for a bad name, 1207 if it exists
     */
    public Database create(String name) {
        if (!Handles.databaseName(name)) {
            throw ArangoError.DATABASE_NAME_INVALID.exception();
        }
        Database created = new Database(ticks.nextText(), name, ticks, clock);
        if (databases.putIfAbsent(name, created) != null) {
            throw ArangoError.DUPLICATE_NAME.exception();
        }
        return created;
    }

    /**
     * Drops a database.
     *
     * @throws StoreException 11 for the system database, 1228 if there is none of that name
     */
    public void drop(String name) {
        if (name.equals(SYSTEM)) {
            throw ArangoError.FORBIDDEN.exception();
        }
        if (databases.remove(name) == null) {
            throw ArangoError.DATABASE_NOT_FOUND.exception();
        }
    }
}
