package io.arangobatch.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.internal.json.Values;
import java.util.Objects;

/** A document that an answer brought along, such as the old one of a replacement. Immutable, thread-safe. */
public final class StoredDocument {

    private final JsonNode json;
    private final ObjectMapper mapper;

    /**
     * Keeps a document together with what can read it.
     *
     * @param json the document
     * @param mapper the connection's object mapper
     */
    public StoredDocument(JsonNode json, ObjectMapper mapper) {
        this.json = Objects.requireNonNull(json, "json");
        this.mapper = Objects.requireNonNull(mapper, "mapper");
    }

    /**
     * Returns the document as a tree.
     *
     * @return a copy of the tree
     */
    public JsonNode json() {
        return json.deepCopy();
    }

    /**
     * Returns the document as an object of the caller's class.
     *
     * @param type a class that the connection's object mapper can read, or {@link io.arangobatch.request.RawJson}
     * @param <T> that class
     * @return the document
     * @throws ArangoProtocolException if it cannot be read as that class
     */
    public <T> T as(Class<T> type) {
        try {
            return Values.convert(json, mapper, type);
        } catch (JsonProcessingException e) {
            throw new ArangoProtocolException(
                    "a returned document cannot be read as " + type.getName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Tells whether another one holds the same JSON. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StoredDocument that && json.equals(that.json);
    }

    /** Returns a hash of the JSON. */
    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** Returns the JSON text. */
    @Override
    public String toString() {
        return json.toString();
    }
}
