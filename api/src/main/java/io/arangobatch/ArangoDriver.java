package io.arangobatch;

import io.arangobatch.internal.connection.ConnectionFactory;
import java.util.Objects;
import java.util.Properties;

/**
 * The way in: opens {@link Connection}s.
 *
 * <p>The HTTP transport is found on the class path; see {@link io.arangobatch.spi.TransportProvider}. Opening a connection talks to no
 * server yet.
 */
public final class ArangoDriver {

    private ArangoDriver() {}

    /**
     * Opens a connection.
     *
     * @param url for example {@code arangodb://root:passwd@localhost:8529/test}; see {@link ConnectionConfig#parse(String)}
     * @return a connection, to be closed by the caller
     * @throws ArangoConfigurationException if the URL is wrong or no transport can be chosen
     */
    public static Connection connect(String url) {
        return connect(ConnectionConfig.parse(url));
    }

    /**
     * Opens a connection.
     *
     * @param url for example {@code arangodb://localhost:8529/test}
     * @param properties options by their names; see {@link ConnectionConfig#parse(String, Properties)}
     * @return a connection, to be closed by the caller
     * @throws ArangoConfigurationException if URL or properties are wrong or no transport can be chosen
     */
    public static Connection connect(String url, Properties properties) {
        return connect(ConnectionConfig.parse(url, properties));
    }

    /**
     * Opens a connection.
     *
     * @param config what to connect to and how
     * @return a connection, to be closed by the caller
     * @throws ArangoConfigurationException if its TLS material cannot be read or no transport can be chosen
     */
    public static Connection connect(ConnectionConfig config) {
        return ConnectionFactory.open(Objects.requireNonNull(config, "config"));
    }
}
