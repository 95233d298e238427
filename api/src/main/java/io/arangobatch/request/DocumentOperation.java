package io.arangobatch.request;

import java.util.Objects;

/**
 * What a request does to one document, in the terms in which several such requests can travel as one request for many documents. Requests that could not be told
 * apart again afterwards have none: those with preconditions, headers or decoders of their own, and those that carry raw JSON.
 *
 * @param kind what is done
 * @param path the path of the collection's documents, percent-encoded, such as {@code /_api/document/students}
 * @param query the options as a query string with its {@code ?}, or empty
 * @param key the document's key, not encoded; empty for an insert
 */
public record DocumentOperation(Kind kind, String path, String query, String key) {

    /** What can be done to one document. */
    public enum Kind {
        /** A new document. */
        INSERT,
        /** Another content for a document. */
        REPLACE,
        /** A patch of a document. */
        UPDATE,
        /** The end of a document. */
        REMOVE,
        /** A look at a document. */
        READ
    }

    /**
     * Checks that every component is there.
     *
     * @param kind what is done
     * @param path the path of the collection's documents
     * @param query the options as a query string with its {@code ?}, or empty
     * @param key the document's key, or empty
     */
    public DocumentOperation {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(key, "key");
    }

    /** The same on another document. */
    DocumentOperation on(String other) {
        return new DocumentOperation(kind, path, query, other);
    }
}
