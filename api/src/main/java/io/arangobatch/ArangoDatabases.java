package io.arangobatch;

import io.arangobatch.model.CollectionInfo;
import io.arangobatch.model.DatabaseInfo;
import io.arangobatch.request.Collections;
import io.arangobatch.request.Databases;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The server's databases and the list of collections. Each method runs at once on its connection; what it does, its options and its errors stand at the factory that it names.
 *
 * <p>Thread-safe.
 */
public final class ArangoDatabases implements ArangoContext {

    private final Connection connection;

    ArangoDatabases(Connection connection) {
        this.connection = Objects.requireNonNull(connection, "connection");
    }

    @Override
    public ExecutionContext context() {
        return connection.context();
    }

    @Override
    public String database() {
        return connection.database();
    }

    @Override
    public Optional<String> user() {
        return connection.user();
    }

    /**
     * Creates a database.
     *
     * @param name its name, not encoded
     * @return what the request returns
     * @see Databases#create(String)
     */
    public Boolean create(String name) {
        return connection.execute(Databases.create(name));
    }

    /**
     * Drops a database with everything in it.
     *
     * @param name its name, not encoded
     * @return what the request returns
     * @see Databases#drop(String)
     */
    public Boolean drop(String name) {
        return connection.execute(Databases.drop(name));
    }

    /**
     * Lists all databases.
     *
     * @return what the request returns
     * @see Databases#list()
     */
    public List<String> list() {
        return connection.execute(Databases.list());
    }

    /**
     * Lists the databases that the connection's user may see.
     *
     * @return what the request returns
     * @see Databases#listAccessible()
     */
    public List<String> listAccessible() {
        return connection.execute(Databases.listAccessible());
    }

    /**
     * Describes the connection's database.
     *
     * @return what the request returns
     * @see Databases#current()
     */
    public DatabaseInfo current() {
        return connection.execute(Databases.current());
    }

    /**
     * Asks whether a database exists.
     *
     * @param name its name, not encoded
     * @return what the request returns
     * @see Databases#exists(String)
     */
    public Boolean exists(String name) {
        return connection.execute(Databases.exists(name));
    }

    /**
     * Lists the collections of the connection's database.
     *
     * @param excludeSystem whether the server's own are left out
     * @return what the request returns
     * @see Collections#list(boolean)
     */
    public List<CollectionInfo> collections(boolean excludeSystem) {
        return connection.execute(Collections.list(excludeSystem));
    }
}
