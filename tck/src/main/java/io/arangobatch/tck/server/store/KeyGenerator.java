package io.arangobatch.tck.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.json.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes and checks a collection's document keys. Guarded by the database's lock. */
final class KeyGenerator {
    private static final int LONGEST = 254;
    private static final String PUNCTUATION = "_:-@.()+,=;$!*'%";

    private final String type;
    private final boolean allowUserKeys;
    private final long increment;
    private final long offset;
    private final Ticks ticks;
    private long lastValue;

    private KeyGenerator(String type, boolean allowUserKeys, long increment, long offset, Ticks ticks) {
        this.type = type;
        this.allowUserKeys = allowUserKeys;
        this.increment = increment;
        this.offset = offset;
        this.ticks = ticks;
    }

    static KeyGenerator of(@Nullable JsonNode options, Ticks ticks) {
        String type = "traditional";
        boolean allowUserKeys = true;
        long increment = 1;
        long offset = 0;
        if (options != null && options.isObject()) {
            type = options.path("type").asText("traditional");
            allowUserKeys = options.path("allowUserKeys").asBoolean(true);
            increment = options.path("increment").asLong(1);
            offset = options.path("offset").asLong(0);
        }
        boolean known = switch (type) {
            case "traditional", "autoincrement", "padded", "uuid" -> true;
            default -> false;
        };
        if (!known || increment < 1 || offset < 0) {
            throw ArangoError.INVALID_KEY_GENERATOR.exception();
        }
        return new KeyGenerator(type, allowUserKeys, increment, offset, ticks);
    }

    /** The key for a document that comes with {@code given}, or a new one where nothing was given. */
    String keyFor(@Nullable JsonNode given) {
        if (given == null) {
            return generate();
        }
        if (!given.isTextual()) {
            throw ArangoError.DOCUMENT_KEY_BAD.exception();
        }
        String key = given.textValue();
        if (!allowUserKeys) {
            throw ArangoError.DOCUMENT_KEY_UNEXPECTED.exception();
        }
        if (!valid(key)) {
            throw ArangoError.DOCUMENT_KEY_BAD.exception();
        }
        track(key);
        return key;
    }

    private String generate() {
        switch (type) {
            case "autoincrement" -> {
                lastValue = lastValue < offset ? offset : lastValue - (lastValue - offset) % increment + increment;
                return Long.toString(lastValue);
            }
            case "uuid" -> {
                return UUID.randomUUID().toString();
            }
            case "padded" -> {
                lastValue = ticks.next();
                return String.format("%016x", lastValue);
            }
            default -> {
                lastValue = Math.max(lastValue + 1, ticks.next());
                return Long.toString(lastValue);
            }
        }
    }

    private void track(String key) {
        if (key.length() > 18) {
            return;
        }
        long number = 0;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c < '0' || c > '9') {
                return;
            }
            number = number * 10 + c - '0';
        }
        lastValue = Math.max(lastValue, number);
    }

    static boolean valid(String key) {
        int length = key.length();
        if (length == 0 || length > LONGEST) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = key.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain && PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    ObjectNode options() {
        ObjectNode options = Json.object().put("type", type).put("allowUserKeys", allowUserKeys);
        if (type.equals("autoincrement")) {
            options.put("offset", offset).put("increment", increment);
        }
        return options.put("lastValue", lastValue);
    }
}
