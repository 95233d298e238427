package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.store.Change;
import io.arangobatch.tck.server.store.Collection;
import io.arangobatch.tck.server.store.Document;
import io.arangobatch.tck.server.store.WriteOptions;

/** What an insert does if the key is taken: {@code overwrite} since 3.4, {@code overwriteMode} since 3.7. */
record InsertMode(String mode, WriteOptions options) {
    static InsertMode of(Call call) {
        WriteOptions options = new WriteOptions(call.flag("keepNull", true), call.flag("mergeObjects", true));
        String mode = "conflict";
        if (call.version().atLeast(3, 4) && !call.version().atLeast(4, 0) && call.flag("overwrite", false)) {
            mode = "replace";
        }
        if (call.version().atLeast(3, 7)) {
            mode = call.parameter("overwriteMode").orElse(mode);
        }
        return new InsertMode(mode, options);
    }

    Change insert(Collection collection, JsonNode document) {
        Document old = mode.equals("conflict") || !document.isObject()
                ? null
                : collection.find(document.path("_key").asText());
        if (old == null) {
            return collection.insert(document);
        }
        return switch (mode) {
            case "ignore" -> new Change(null, old);
            case "replace" -> collection.replace(old.key(), (ObjectNode) document, null);
            case "update" -> collection.update(old.key(), (ObjectNode) document, options, null);
            default -> collection.insert(document);
        };
    }
}
