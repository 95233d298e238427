package io.arangobatch.internal.plan;

import io.arangobatch.internal.plan.DocumentKeys.Identity;
import io.arangobatch.request.DocumentOperation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One document in the array of a request for many.
 *
 * @param prefix what stands in place of the document's first brace: the key spliced in, or all there is
 * @param document the encoded document
 * @param from where the rest of the document begins
 * @param to where it ends
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Element(byte[] prefix, byte[] document, int from, int to) {

    /** Larger documents gain nothing by company. */
    private static final int LARGEST = 256 * 1024;

    private static final byte[] NOTHING = {};

    /** Makes the element for an operation; none if it could not be dealt out truthfully. */
    static @Nullable Element of(DocumentOperation operation, byte[] document, int length, DocumentReader reader) {
        if (length > LARGEST) {
            return null;
        }
        return switch (operation.kind()) {
            case INSERT -> inserted(document, length, reader);
            case REPLACE, UPDATE -> keyed(operation.key(), document, length, reader);
            case REMOVE, READ ->
                DocumentKeys.isLegal(operation.key())
                        ? new Element(ascii('"' + operation.key() + '"'), NOTHING, 0, 0)
                        : null;
        };
    }

    /** Servers differ in what they do with a bad key in an array, so such a document travels alone. */
    private static @Nullable Element inserted(byte[] document, int length, DocumentReader reader) {
        Optional<Identity> identity = reader.read(document, length);
        boolean company = identity.isPresent()
                && (identity.get().key().isEmpty()
                        || DocumentKeys.isLegal(identity.get().key().get()));
        return company ? new Element(NOTHING, document, 0, length) : null;
    }

    /**
     * A single request names its document in the path and heeds no other key in the body; an array has nothing but the body. Without a key of its own, a single
     * body's {@code _id} and {@code _rev} are dropped before it is told whether it changes anything, those of an array are not.
     */
    private static @Nullable Element keyed(String key, byte[] document, int length, DocumentReader reader) {
        Optional<Identity> identity = DocumentKeys.isLegal(key) ? reader.read(document, length) : Optional.empty();
        if (identity.isEmpty()) {
            return null;
        }
        Optional<String> own = identity.get().key();
        if (own.isPresent()) {
            return own.get().equals(key) ? new Element(NOTHING, document, 0, length) : null;
        }
        return identity.get().more() ? null : spliced(key, document, length);
    }

    private static Element spliced(String key, byte[] document, int length) {
        String separator = isEmpty(document, length) ? "" : ",";
        return new Element(ascii("{\"_key\":\"" + key + '"' + separator), document, 1, length);
    }

    private static boolean isEmpty(byte[] object, int length) {
        int next = 1;
        while (next < length && object[next] <= ' ') {
            next++;
        }
        return next < length && object[next] == '}';
    }

    int length() {
        return prefix.length + to - from;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(prefix);
        out.write(document, from, to - from);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
