package io.arangobatch.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Reads from a JSON web token when it expires. Its signature is the server's business. */
final class JwtExpiry {

    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(1);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JwtExpiry() {}

    /** The time of the claim {@code exp}; empty if the token is no JSON web token or has no such claim. */
    static Optional<Instant> of(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode claims = MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
            JsonNode expiry = claims.path("exp");
            return expiry.isNumber() ? Optional.of(Instant.ofEpochSecond(expiry.asLong())) : Optional.empty();
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            // An opaque token: it serves until the server refuses it.
            return Optional.empty();
        }
    }

    /** A tenth of its life before the end, and at most a minute. */
    static Instant renewalTime(Instant now, Instant expiry) {
        if (expiry.equals(Instant.MAX)) {
            return expiry;
        }
        Duration tenth = Duration.between(now, expiry).dividedBy(10);
        Duration margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
        return margin.isNegative() ? now : expiry.minus(margin);
    }
}
