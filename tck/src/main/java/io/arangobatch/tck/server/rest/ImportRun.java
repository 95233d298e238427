package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.Bytes;
import io.arangobatch.tck.server.json.JsonWriter;
import io.arangobatch.tck.server.store.ArangoError;
import io.arangobatch.tck.server.store.Collection;
import io.arangobatch.tck.server.store.StoreException;
import io.arangobatch.tck.server.store.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One import: first all documents are read, then they are stored, then the failed ones are perhaps replaced. */
final class ImportRun {
    private static final int LONGEST_QUOTE = 255;

    private final Collection collection;
    private final boolean complete;
    private final boolean details;
    private final String onDuplicate;
    private final Optional<String> fromPrefix;
    private final Optional<String> toPrefix;
    private final List<ObjectNode> documents = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private long created;
    private long empty;
    private long updated;
    private long ignored;

    ImportRun(Call call, Collection collection) {
        this.collection = collection;
        this.complete = call.flag("complete", false);
        this.details = call.flag("details", false);
        this.onDuplicate = call.parameter("onDuplicate").orElse("error");
        this.fromPrefix = call.parameter("fromPrefix").filter(p -> !p.isEmpty());
        this.toPrefix = call.parameter("toPrefix").filter(p -> !p.isEmpty());
        if (call.flag("overwrite", false)) {
            collection.truncate();
        }
    }

    void empty() {
        empty++;
    }

    void addLine(Bytes line, int position) {
        Optional<JsonNode> document = Lines.json(line);
        if (document.isPresent()) {
            add(document.get(), position);
        } else {
            unreadable(line, position, ArangoError.DOCUMENT_TYPE_INVALID);
        }
    }

    void addRow(JsonNode keys, Bytes line, int position) {
        Optional<JsonNode> values = Lines.json(line);
        if (values.isEmpty()) {
            unreadable(line, position, ArangoError.INTERNAL);
        } else if (!values.get().isArray()) {
            failed(at(position) + "no valid JSON array data", ArangoError.INTERNAL);
        } else if (values.get().size() != keys.size()) {
            failed(
                    at(position) + "wrong number of JSON values (got "
                            + values.get().size() + ", expected " + keys.size() + ")",
                    ArangoError.INTERNAL);
        } else {
            add(ImportHandler.object(keys, values.get()), position);
        }
    }

    void add(JsonNode given, int position) {
        if (!(given instanceof ObjectNode document)) {
            failed(
                    at(position) + "invalid JSON type (expecting object), offending document: " + quoted(given),
                    ArangoError.DOCUMENT_TYPE_INVALID);
            return;
        }
        if (collection.isEdges()) {
            prefix(document, "_from", fromPrefix);
            prefix(document, "_to", toPrefix);
            if (!document.path("_from").isTextual() || !document.path("_to").isTextual()) {
                failed(
                        at(position) + "missing '_from' or '_to' attribute, offending document: " + quoted(document),
                        ArangoError.INVALID_EDGE_ATTRIBUTE);
                return;
            }
        }
        documents.add(document);
    }

    HttpResponse finish() {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            insert(i, taken);
        }
        taken.forEach(this::rewrite);
        return Answers.json(201, json -> {
            json.object()
                    .field("error", false)
                    .field("created", created)
                    .field("errors", errors.size())
                    .field("empty", empty)
                    .field("updated", updated)
                    .field("ignored", ignored);
            if (details) {
                json.name("details").array();
                errors.forEach(json::string);
                json.endArray();
            }
            json.endObject();
        });
    }

    private void insert(int position, List<Integer> taken) {
        ObjectNode document = documents.get(position);
        try {
            collection.insert(document);
            created++;
        } catch (StoreException e) {
            boolean duplicate = e.error() == ArangoError.UNIQUE_CONSTRAINT_VIOLATED
                    && document.path("_key").isTextual();
            if (duplicate && onDuplicate.equals("ignore")) {
                ignored++;
            } else if (duplicate && (onDuplicate.equals("update") || onDuplicate.equals("replace"))) {
                taken.add(position);
            } else {
                refused(position, e.error());
            }
        }
    }

    private void rewrite(int position) {
        ObjectNode document = documents.get(position);
        String key = document.path("_key").textValue();
        try {
            if (onDuplicate.equals("update")) {
                collection.update(key, document, WriteOptions.DEFAULT, null);
            } else {
                collection.replace(key, document, null);
            }
            updated++;
        } catch (StoreException e) {
            boolean missing = e.error() == ArangoError.DOCUMENT_NOT_FOUND;
            refused(position, missing ? ArangoError.UNIQUE_CONSTRAINT_VIOLATED : e.error());
        }
    }

    private void refused(int position, ArangoError error) {
        failed(
                at(position) + "creating document failed with error '" + error.text() + "', offending document: "
                        + quoted(documents.get(position)),
                error);
    }

    private void unreadable(Bytes line, int position, ArangoError error) {
        failed(
                at(position) + "invalid JSON type (expecting object, probably parse error), offending context: "
                        + shortened(line.text()),
                error);
    }

    /** A complete import ends with its first failure, and everything it did is undone. */
    private void failed(String message, ArangoError error) {
        if (complete) {
            throw error.exception();
        }
        errors.add(message);
    }

    private static void prefix(ObjectNode edge, String attribute, Optional<String> prefix) {
        JsonNode end = edge.path(attribute);
        if (prefix.isEmpty()
                || !end.isTextual() && !end.isIntegralNumber()
                || end.asText().contains("/")) {
            return;
        }
        String slashed = prefix.get().endsWith("/") ? prefix.get() : prefix.get() + "/";
        edge.put(attribute, slashed + end.asText());
    }

    private static String at(int position) {
        return "at position " + position + ": ";
    }

    private static String quoted(JsonNode node) {
        return shortened(JsonWriter.text(node));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    }
}
