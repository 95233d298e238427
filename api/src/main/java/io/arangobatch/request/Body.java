package io.arangobatch.request;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** What a request carries. Encoding is put off to the moment when the request is queued or sent, for only then the mapper is known. */
sealed interface Body {

    /** The media type, where it is not JSON. */
    default Optional<String> contentType() {
        return Optional.empty();
    }

    void writeTo(OutputStream out, JsonEncoder encoder) throws IOException;

    private static void writeValue(Object value, OutputStream out, JsonEncoder encoder) throws IOException {
        if (value instanceof RawJson raw) {
            raw.writeTo(out);
        } else {
            encoder.encode(value, out);
        }
    }

    /** Nothing at all. */
    record None() implements Body {
        static final None INSTANCE = new None();

        @Override
        public void writeTo(OutputStream out, JsonEncoder encoder) {}
    }

    /** One JSON value. */
    record Json(Object value) implements Body {
        @Override
        public void writeTo(OutputStream out, JsonEncoder encoder) throws IOException {
            writeValue(value, out, encoder);
        }
    }

    /** A JSON array whose elements may be raw. */
    record JsonArray(List<?> values) implements Body {
        @Override
        public void writeTo(OutputStream out, JsonEncoder encoder) throws IOException {
            char before = '[';
            for (Object value : values) {
                out.write(before);
                writeValue(value, out, encoder);
                before = ',';
            }
            out.write(values.isEmpty() ? new byte[] {'[', ']'} : new byte[] {']'});
        }
    }

    /** Bytes of any kind. */
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] bytes, String mediaType) implements Body {
        @Override
        public Optional<String> contentType() {
            return Optional.of(mediaType);
        }

        @Override
        public void writeTo(OutputStream out, JsonEncoder encoder) throws IOException {
            out.write(bytes);
        }
    }
}
