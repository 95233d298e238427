package io.arangobatch.internal.auth;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The same credentials for every exchange: none, or user and password. */
public final class FixedAuthenticator implements Authenticator {

    private final CompletableFuture<Credentials> credentials;

    private FixedAuthenticator(Optional<HttpHeader> header) {
        credentials = CompletableFuture.completedFuture(new Credentials(header, false));
    }

    /**
     * Sends no credentials.
     *
     * @return the authenticator
     */
    public static Authenticator none() {
        return new FixedAuthenticator(Optional.empty());
    }

    /**
     * Sends user and password with every request.
     *
     * @param user the user's name
     * @param password the password, perhaps empty
     * @return the authenticator
     */
    public static Authenticator basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        String value = "Basic " + Base64.getEncoder().encodeToString(pair);
        return new FixedAuthenticator(Optional.of(new HttpHeader("Authorization", value)));
    }

    @Override
    public CompletableFuture<Credentials> credentials(Endpoint endpoint) {
        // A copy, so that a cancelled exchange does not cancel the credentials of all others.
        return credentials.copy();
    }

    @Override
    public void refuse(Credentials refused) {}
}
