package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.json.ByteBuilder;
import io.arangobatch.tck.server.json.Bytes;
import io.arangobatch.tck.server.json.Json;
import io.arangobatch.tck.server.json.JsonFault;
import io.arangobatch.tck.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** JSON Web Tokens, signed with HS256 and a secret of this server's own. */
public final class Tokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Duration lifetime;
    private volatile byte[] secret = newSecret();

    Tokens(Duration lifetime) {
        this.lifetime = lifetime;
    }

    /** Makes all tokens that were handed out worthless. */
    public void revoke() {
        secret = newSecret();
    }

    String issue(String user) {
        Instant now = Instant.now();
        ByteBuilder claims = new ByteBuilder(128);
        new JsonWriter(claims)
                .object()
                .field("exp", now.plus(lifetime).getEpochSecond())
                .name("iat")
                .number(now.toEpochMilli() / 1e3)
                .field("iss", "arangodb")
                .field("preferred_username", user)
                .endObject();
        String signed = HEADER + "." + encode(claims.bytes().text().getBytes(StandardCharsets.UTF_8));
        return signed + "." + encode(sign(signed));
    }

    /** The user of a token that is genuine and has not expired. */
    Optional<String> user(String token) {
        String[] pieces = token.split("\\.", -1);
        if (pieces.length != 3) {
            return Optional.empty();
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(pieces[2]);
            if (!MessageDigest.isEqual(signature, sign(pieces[0] + "." + pieces[1]))) {
                return Optional.empty();
            }
            JsonNode claims = Json.parse(Bytes.of(Base64.getUrlDecoder().decode(pieces[1])));
            boolean alive =
                    claims.path("exp").asLong(Long.MAX_VALUE) > Instant.now().getEpochSecond();
            return alive ? Optional.ofNullable(claims.path("preferred_username").textValue()) : Optional.empty();
        } catch (IllegalArgumentException | JsonFault.Refused e) {
            return Optional.empty();
        }
    }

    private byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static byte[] newSecret() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
