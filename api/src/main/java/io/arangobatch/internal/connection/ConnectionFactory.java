package io.arangobatch.internal.connection;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.internal.auth.Authenticator;
import io.arangobatch.internal.auth.FixedAuthenticator;
import io.arangobatch.internal.auth.LoginTokens;
import io.arangobatch.internal.auth.TokenAuthenticator;
import io.arangobatch.internal.exchange.EndpointDiscovery;
import io.arangobatch.internal.exchange.Endpoints;
import io.arangobatch.internal.exchange.Exchanger;
import io.arangobatch.internal.transport.OpenedTransport;
import io.arangobatch.internal.transport.TransportSelector;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Puts a connection together from its configuration. */
public final class ConnectionFactory {

    private ConnectionFactory() {}

    /**
     * Opens a connection.
     *
     * @param config what to connect to and how
     * @return the connection
     */
    public static Connection open(ConnectionConfig config) {
        OpenedTransport transport = new TransportSelector().open(config);
        Exchanger anonymous = new Exchanger(
                transport.transport(),
                new Endpoints(config.endpoints(), config.loadBalancing(), System::nanoTime),
                FixedAuthenticator.none(),
                config.responseTimeout(),
                config.maxResponseBytes());
        Exchanger known = anonymous.with(authenticator(config, anonymous));
        // The question itself goes to the servers that are known already.
        Exchanger exchanger = config.discoverEndpoints()
                ? known.with(new EndpointDiscovery(known, config.database(), config.tls()))
                : known;
        return new DefaultConnection(
                config, transport, exchanger, config.objectMapper().orElseGet(ObjectMapper::new));
    }

    private static Authenticator authenticator(ConnectionConfig config, Exchanger anonymous) {
        String user = config.user().orElse("");
        String password = config.password().orElse("");
        return switch (config.auth()) {
            case NONE -> FixedAuthenticator.none();
            case BASIC -> FixedAuthenticator.basic(user, password);
            case JWT ->
                new TokenAuthenticator(
                        config.tokenSupplier()
                                .<Supplier<CompletableFuture<String>>>map(supplier ->
                                        () -> CompletableFuture.supplyAsync(supplier, config.callbackExecutor()))
                                .orElseGet(() -> new LoginTokens(anonymous, user, password, config.commitTimeout())),
                        Clock.systemUTC());
        };
    }
}
