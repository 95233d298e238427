package io.arangobatch.tck.bench;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.ArangoDriver;
import io.arangobatch.ArangoException;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.TckOptions;
import io.arangobatch.tck.server.EmbeddedArango;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a run of the kit gets its ArangoDB from: a fresh embedded server for each test, or one real server, in a database that is made
 * for the run and dropped after it. Belongs to one run, whose tests run one after another.
 */
public final class ArangoSource implements AutoCloseable {

    private final @Nullable ConnectionConfig real;
    private final String database =
            "arangobatch-tck-" + UUID.randomUUID().toString().substring(0, 8);
    private @Nullable ConnectionConfig made;

    private ArangoSource(@Nullable ConnectionConfig real) {
        this.real = real;
    }

    public static ArangoSource embedded() {
        return new ArangoSource(null);
    }

    /**
     * A real server.
     *
     * @param url as the driver reads it, or the plain address of the server: {@code http://…}, {@code https://…}
     * @throws ArangoConfigurationException if the URL is malformed
     */
    public static ArangoSource at(String url) {
        String driverUrl = url.replaceFirst("^http://", "arangodb://").replaceFirst("^https://", "arangodb+tls://");
        return new ArangoSource(ConnectionConfig.parse(driverUrl));
    }

    /** The address of the real server, without user and password; empty when servers are embedded. */
    public Optional<String> address() {
        return Optional.ofNullable(real).map(config -> config.endpoints().get(0).toString());
    }

    /** The ArangoDB of the next test: as good as empty. */
    Arango open(TransportProvider provider, TckOptions options) {
        return real == null ? embedded(provider, options) : real(real, provider);
    }

    private static Arango embedded(TransportProvider provider, TckOptions options) {
        EmbeddedArango server =
                EmbeddedArango.builder().serverVersion(options.serverVersion()).start();
        ConnectionConfig config = ConnectionConfig.builder()
                .endpoint("127.0.0.1", server.port())
                .carrier(options.carrier())
                .transportProvider(provider)
                .build();
        return new Arango(config, Optional.of(server), server::close);
    }

    private Arango real(ConnectionConfig server, TransportProvider provider) {
        ConnectionConfig config = server.toBuilder()
                .database(database)
                .transportProvider(provider)
                .build();
        if (made == null) {
            createDatabase(config);
            made = config;
        }
        return new Arango(config, Optional.empty(), () -> empty(config));
    }

    private void createDatabase(ConnectionConfig config) {
        try (Connection system = overSystem(config)) {
            system.databases().create(database);
        } catch (ArangoException e) {
            throw new AssertionError(
                    "expected: database '" + database + "' can be created at "
                            + address().orElse("") + "; came: " + e,
                    e);
        }
    }

    private static void empty(ConnectionConfig config) {
        try (Connection own = ArangoDriver.connect(config)) {
            own.databases()
                    .collections(true)
                    .forEach(one -> own.collection(one.name()).drop());
        }
    }

    /**
     * Drops the database, if one was made.
     *
     * @throws IllegalStateException if that fails: the message names what is left behind
     */
    @Override
    public void close() {
        if (made == null) {
            return;
        }
        try (Connection system = overSystem(made)) {
            system.databases().drop(database);
        } catch (ArangoException e) {
            throw new IllegalStateException(
                    "database '" + database + "' is left behind at " + address().orElse("") + ": it cannot be dropped",
                    e);
        }
    }

    private static Connection overSystem(ConnectionConfig config) {
        return ArangoDriver.connect(config.toBuilder().database("_system").build());
    }
}
