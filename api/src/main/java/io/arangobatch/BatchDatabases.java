package io.arangobatch;

import io.arangobatch.model.CollectionInfo;
import io.arangobatch.model.DatabaseInfo;
import io.arangobatch.request.Collections;
import io.arangobatch.request.Databases;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The server's databases and the list of collections. Each method queues in its session and returns jobs; what it does, its options and its errors stand at the factory that it names.
 *
 * <p>Belongs to its session's thread.
 */
public final class BatchDatabases implements ArangoContext {

    private final BatchSession session;

    BatchDatabases(BatchSession session) {
        this.session = Objects.requireNonNull(session, "session");
    }

    @Override
    public ExecutionContext context() {
        return session.context();
    }

    @Override
    public String database() {
        return session.database();
    }

    @Override
    public Optional<String> user() {
        return session.user();
    }

    /**
     * Creates a database.
     *
     * @param name its name, not encoded
     * @return the job of the request
     * @see Databases#create(String)
     */
    public BatchJob<Boolean> create(String name) {
        return session.add(Databases.create(name));
    }

    /**
     * Drops a database with everything in it.
     *
     * @param name its name, not encoded
     * @return the job of the request
     * @see Databases#drop(String)
     */
    public BatchJob<Boolean> drop(String name) {
        return session.add(Databases.drop(name));
    }

    /**
     * Lists all databases.
     *
     * @return the job of the request
     * @see Databases#list()
     */
    public BatchJob<List<String>> list() {
        return session.add(Databases.list());
    }

    /**
     * Lists the databases that the connection's user may see.
     *
     * @return the job of the request
     * @see Databases#listAccessible()
     */
    public BatchJob<List<String>> listAccessible() {
        return session.add(Databases.listAccessible());
    }

    /**
     * Describes the connection's database.
     *
     * @return the job of the request
     * @see Databases#current()
     */
    public BatchJob<DatabaseInfo> current() {
        return session.add(Databases.current());
    }

    /**
     * Asks whether a database exists.
     *
     * @param name its name, not encoded
     * @return the job of the request
     * @see Databases#exists(String)
     */
    public BatchJob<Boolean> exists(String name) {
        return session.add(Databases.exists(name));
    }

    /**
     * Lists the collections of the connection's database.
     *
     * @param excludeSystem whether the server's own are left out
     * @return the job of the request
     * @see Collections#list(boolean)
     */
    public BatchJob<List<CollectionInfo>> collections(boolean excludeSystem) {
        return session.add(Collections.list(excludeSystem));
    }
}
