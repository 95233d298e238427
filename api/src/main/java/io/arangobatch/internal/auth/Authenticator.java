package io.arangobatch.internal.auth;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Gives the credentials for each exchange. Thread-safe; never blocks. */
public interface Authenticator {

    /**
     * What an exchange carries to prove who asks.
     *
     * @param header the header, or empty for none
     * @param renewable whether others can be had once the server refuses these
     */
    record Credentials(Optional<HttpHeader> header, boolean renewable) {}

    /**
     * Gives the credentials for an exchange.
     *
     * @param endpoint the server that will be asked
     * @return the credentials, perhaps later
     */
    CompletableFuture<Credentials> credentials(Endpoint endpoint);

    /**
     * Tells that the server refused credentials, so that they are not given again.
     *
     * @param refused what was refused
     */
    void refuse(Credentials refused);
}
