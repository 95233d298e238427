package io.arangobatch.request;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    void writeTo(OutputStream out, ObjectMapper mapper) throws IOException;

    /** Through a generator, because a writer that leaves the stream open would have to be made for each value. */
    private static void writeValue(Object value, OutputStream out, ObjectMapper mapper) throws IOException {
        if (value instanceof RawJson raw) {
            raw.writeTo(out);
            return;
        }
        try (JsonGenerator generator = mapper.createGenerator(out, JsonEncoding.UTF8)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            mapper.writeValue(generator, value);
        }
    }

    /** Nothing at all. */
    record None() implements Body {
        static final None INSTANCE = new None();

        @Override
        public void writeTo(OutputStream out, ObjectMapper mapper) {}
    }

    /** One JSON value. */
    record Json(Object value) implements Body {
        @Override
        public void writeTo(OutputStream out, ObjectMapper mapper) throws IOException {
            writeValue(value, out, mapper);
        }
    }

    /** A JSON array whose elements may be raw. */
    record JsonArray(List<?> values) implements Body {
        @Override
        public void writeTo(OutputStream out, ObjectMapper mapper) throws IOException {
            char before = '[';
            for (Object value : values) {
                out.write(before);
                writeValue(value, out, mapper);
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
        public void writeTo(OutputStream out, ObjectMapper mapper) throws IOException {
            out.write(bytes);
        }
    }
}
