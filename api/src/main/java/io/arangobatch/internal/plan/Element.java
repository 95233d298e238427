package io.arangobatch.internal.plan;

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

    private static final byte[] NOTHING = {};

    /** Makes the element for an operation; none if it could not be dealt out truthfully. */
    static @Nullable Element of(DocumentOperation operation, byte[] document, int length) {
        return switch (operation.kind()) {
            case INSERT -> inserted(document, length);
            case REPLACE, UPDATE -> keyed(operation.key(), document, length);
            case REMOVE, READ ->
                DocumentKeys.isLegal(operation.key())
                        ? new Element(ascii('"' + operation.key() + '"'), NOTHING, 0, 0)
                        : null;
        };
    }

    /** Servers differ in what they do with a bad key in an array, so such a document travels alone. */
    private static @Nullable Element inserted(byte[] document, int length) {
        if (!isObject(document, length)) {
            return null;
        }
        if (!DocumentKeys.mayHaveKey(document, length)
                || keyOf(document, length).map(DocumentKeys::isLegal).orElse(true)) {
            return new Element(NOTHING, document, 0, length);
        }
        return null;
    }

    /** A single request names its document in the path and heeds no other key in the body; an array has nothing but the body. */
    private static @Nullable Element keyed(String key, byte[] document, int length) {
        if (!isObject(document, length) || !DocumentKeys.isLegal(key)) {
            return null;
        }
        if (DocumentKeys.mayHaveKey(document, length)) {
            Optional<String> own = keyOf(document, length);
            if (own.isPresent()) {
                return own.get().equals(key) ? new Element(NOTHING, document, 0, length) : null;
            }
        }
        String separator = isEmpty(document, length) ? "" : ",";
        return new Element(ascii("{\"_key\":\"" + key + '"' + separator), document, 1, length);
    }

    private static boolean isObject(byte[] document, int length) {
        return length >= 2 && document[0] == '{';
    }

    private static boolean isEmpty(byte[] object, int length) {
        int next = 1;
        while (next < length && object[next] <= ' ') {
            next++;
        }
        return next < length && object[next] == '}';
    }

    /** What cannot be read has a key that is none, so that it is left alone. */
    private static Optional<String> keyOf(byte[] document, int length) {
        try {
            return DocumentKeys.in(document, length);
        } catch (IOException e) {
            return Optional.of("");
        }
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
