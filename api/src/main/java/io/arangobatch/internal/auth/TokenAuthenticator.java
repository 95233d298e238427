package io.arangobatch.internal.auth;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.internal.text.Shown;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens. One is fetched when the first exchange needs it, kept, renewed shortly before it expires and when the server refuses it; never
 * twice at the same time.
 */
public final class TokenAuthenticator implements Authenticator {

    private final Supplier<CompletableFuture<String>> source;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Token current;
    private @Nullable CompletableFuture<Token> fetching;

    /**
     * Takes the source of tokens.
     *
     * @param source fetches a token; called without a lock held, never while an earlier fetch is under way
     * @param clock tells when a token has expired
     */
    public TokenAuthenticator(Supplier<CompletableFuture<String>> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Credentials> credentials(Endpoint endpoint) {
        return token().thenApply(token -> token.credentials());
    }

    private CompletableFuture<Token> token() {
        CompletableFuture<Token> mine;
        lock.lock();
        try {
            Token kept = current;
            if (kept != null && !kept.isDue(clock.instant())) {
                return CompletableFuture.completedFuture(kept);
            }
            if (fetching != null) {
                return fetching.copy();
            }
            mine = new CompletableFuture<>();
            fetching = mine;
        } finally {
            lock.unlock();
        }
        fetch(mine);
        return mine.copy();
    }

    private void fetch(CompletableFuture<Token> promise) {
        CompletableFuture<String> fetched;
        try {
            fetched = source.get();
        } catch (RuntimeException e) {
            fetched = CompletableFuture.failedFuture(e);
        }
        fetched.thenApply(text -> Token.of(checked(text), clock.instant())).whenComplete((fresh, failure) -> {
            Token token = settle(fresh);
            if (token == null) {
                promise.completeExceptionally(failure);
            } else {
                promise.complete(token);
            }
        });
    }

    /** The text comes from the application or a server, and goes into a header. It is never shown. */
    private static String checked(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw new ArangoConfigurationException("the token for authentication is empty; give the text of one");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new ArangoConfigurationException("the token for authentication holds " + Shown.codePoint(c)
                        + " at index " + i + ", which none may; give the token alone, without line breaks");
            }
        }
        return text;
    }

    /** Keeps the new token; while the old one is valid still, a failed renewal is no reason to stop. */
    private @Nullable Token settle(@Nullable Token fresh) {
        lock.lock();
        try {
            fetching = null;
            if (fresh != null) {
                current = fresh;
            } else if (current != null && current.hasExpired(clock.instant())) {
                current = null;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void refuse(Credentials refused) {
        lock.lock();
        try {
            // Others may have renewed it in the meantime.
            if (current != null && current.credentials().equals(refused)) {
                current = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** A token and when it has to be renewed. */
    private record Token(Credentials credentials, Instant due, Instant expiry) {

        static Token of(String text, Instant now) {
            Credentials credentials =
                    new Credentials(Optional.of(new HttpHeader("Authorization", "bearer " + text)), true);
            Instant expiry = JwtExpiry.of(text).orElse(Instant.MAX);
            return new Token(credentials, JwtExpiry.renewalTime(now, expiry), expiry);
        }

        boolean isDue(Instant now) {
            return !now.isBefore(due);
        }

        boolean hasExpired(Instant now) {
            return !now.isBefore(expiry);
        }
    }
}
