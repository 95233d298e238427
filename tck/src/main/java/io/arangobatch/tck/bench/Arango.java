package io.arangobatch.tck.bench;

import io.arangobatch.ArangoDriver;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.tck.server.EmbeddedArango;
import java.util.Optional;

/** The ArangoDB of one test over the whole driver, whose database the test has for itself; what it leaves there is removed. */
public final class Arango implements AutoCloseable {

    private final ConnectionConfig config;
    private final Optional<EmbeddedArango> embedded;
    private final Runnable cleaning;

    Arango(ConnectionConfig config, Optional<EmbeddedArango> embedded, Runnable cleaning) {
        this.config = config;
        this.embedded = embedded;
        this.cleaning = cleaning;
    }

    /** Server, database, user and the transport under test; a test changes what it needs. */
    public ConnectionConfig.Builder config() {
        return config.toBuilder();
    }

    /** A connection with these settings; the caller closes it. */
    public Connection connect() {
        return ArangoDriver.connect(config);
    }

    /** The server itself, unless it is a real one. */
    public Optional<EmbeddedArango> embedded() {
        return embedded;
    }

    @Override
    public void close() {
        cleaning.run();
    }
}
