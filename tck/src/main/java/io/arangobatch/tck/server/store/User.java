package io.arangobatch.tck.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A user: password, rights, and what clients keep with it. Guarded by the lock of {@link Users}. */
final class User {
    static final String ANY = "*";

    private final String name;
    private final Map<String, Access> databases = new LinkedHashMap<>();
    private final Map<String, Map<String, Access>> collections = new LinkedHashMap<>();
    private byte[] password;
    private boolean active;
    private ObjectNode extra = Json.object();
    private ObjectNode config = Json.object();

    User(String name, String password, boolean active) {
        this.name = name;
        this.password = digest(password);
        this.active = active;
    }

    boolean accepts(String given) {
        return active && MessageDigest.isEqual(password, digest(given));
    }

    void setPassword(String value) {
        password = digest(value);
    }

    void setActive(boolean value) {
        active = value;
    }

    boolean isActive() {
        return active;
    }

    void setExtra(ObjectNode value) {
        extra = value;
    }

    ObjectNode config() {
        return config;
    }

    void setConfig(ObjectNode value) {
        config = value;
    }

    void grant(String database, Access access) {
        databases.put(database, access);
    }

    void revoke(String database) {
        databases.remove(database);
    }

    void grant(String database, String collection, Access access) {
        collections.computeIfAbsent(database, d -> new LinkedHashMap<>()).put(collection, access);
    }

    void revoke(String database, String collection) {
        collections.getOrDefault(database, Map.of()).remove(collection);
    }

    Optional<Access> granted(String database) {
        return Optional.ofNullable(databases.get(database));
    }

    Optional<Access> granted(String database, String collection) {
        return Optional.ofNullable(collections.getOrDefault(database, Map.of()).get(collection));
    }

    Access access(String database) {
        return granted(database).or(() -> granted(ANY)).orElse(Access.NONE);
    }

    Access access(String database, String collection) {
        return granted(database, collection).or(() -> granted(database, ANY)).orElseGet(() -> access(database));
    }

    JsonNode json() {
        return Json.object().put("user", name).put("active", active).set("extra", extra);
    }

    private static byte[] digest(String password) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
