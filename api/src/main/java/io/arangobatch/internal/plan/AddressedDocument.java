package io.arangobatch.internal.plan;

import io.arangobatch.internal.text.PercentEncoding;
import io.arangobatch.request.ArangoRequest;

/**
 * The one document that a request is about.
 *
 * @param path the path of its collection's documents
 * @param key its key as it stands in a path; empty for a new document whose key the server chooses
 */
public record AddressedDocument(String path, String key) {

    /** No document, or more than one. */
    public static final AddressedDocument NONE = new AddressedDocument("", "");

    private static final String DOCUMENTS = "/_api/document/";

    /** Reads it from the path, for an insert from the document. */
    static AddressedDocument of(ArangoRequest<?> request, byte[] body, DocumentReader reader) {
        String target = request.target();
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        if (!path.startsWith(DOCUMENTS)) {
            return NONE;
        }
        int slash = path.indexOf('/', DOCUMENTS.length());
        if (slash >= 0) {
            return new AddressedDocument(path.substring(0, slash), path.substring(slash + 1));
        }
        return request.method().equals("POST") ? inserted(path, body, reader) : NONE;
    }

    private static AddressedDocument inserted(String path, byte[] document, DocumentReader reader) {
        return reader.read(document, document.length)
                .map(identity -> new AddressedDocument(
                        path, PercentEncoding.encode(identity.key().orElse(""))))
                .orElse(NONE);
    }
}
