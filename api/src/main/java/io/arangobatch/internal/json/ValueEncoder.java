package io.arangobatch.internal.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteContext;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.request.JsonEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Encodes values with one generator, because to make one for each costs a quarter of the encoding. What cannot be told to be as it was before the first value is
 * thrown away, and the next value gets a new one. Belongs to one thread at a time.
 */
public final class ValueEncoder implements JsonEncoder, AutoCloseable {

    private final ObjectMapper mapper;
    /** Taken out while it is at work, so that one that fails, or meets itself in a serializer, is not used again. */
    private @Nullable Reused kept;

    /**
     * Begins without a generator.
     *
     * @param mapper encodes the values; not reconfigured any more
     */
    public ValueEncoder(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void encode(Object value, OutputStream out) throws IOException {
        Reused generator = kept == null ? new Reused(mapper) : kept;
        kept = null;
        try {
            kept = generator.write(value, out);
        } catch (IOException | RuntimeException | Error e) {
            generator.abandon(e);
            throw e;
        }
    }

    /** Gives the generator's buffers back; should another value come, it gets a new one. */
    @Override
    public void close() {
        Reused generator = kept;
        kept = null;
        if (generator != null) {
            generator.close();
        }
    }

    /** A generator, and what it was like in the beginning. */
    private static final class Reused {

        private final ObjectMapper mapper;
        private final Redirected redirected = new Redirected();
        private final JsonGenerator generator;
        private final boolean reusable;
        private final int features;
        private final ObjectCodec codec;
        private final @Nullable CharacterEscapes escapes;
        private final int highest;

        Reused(ObjectMapper mapper) throws IOException {
            this.mapper = mapper;
            generator = mapper.createGenerator(redirected, JsonEncoding.UTF8);
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            // Others, such as decorated ones, may have an end of their own to write, or more state than is seen here.
            reusable = generator.getClass() == UTF8JsonGenerator.class
                    && mapper.getFactory().getOutputDecorator() == null;
            features = generator.getFeatureMask();
            codec = generator.getCodec();
            escapes = generator.getCharacterEscapes();
            highest = generator.getHighestEscapedChar();
        }

        /** Writes a value to its last byte; returns the generator for the next one, or none if this one is done for. */
        @Nullable
        Reused write(Object value, OutputStream out) throws IOException {
            redirected.to(out);
            mapper.writeValue(generator, value);
            if (!isAsBefore()) {
                generator.close();
                return null;
            }
            generator.flush();
            redirected.to(OutputStream.nullOutputStream());
            forgetValue();
            return this;
        }

        /** Otherwise the next value would be separated from this one. */
        private void forgetValue() {
            if (generator.getOutputContext() instanceof JsonWriteContext root) {
                root.reset(JsonStreamContext.TYPE_ROOT);
            }
        }

        /** Serializers can change what they write with; and a pretty printer may count what it wrote. */
        private boolean isAsBefore() {
            return reusable
                    && !generator.isClosed()
                    && generator.getOutputContext().inRoot()
                    && generator.getPrettyPrinter() == null
                    && generator.getFeatureMask() == features
                    && generator.getCodec() == codec
                    && generator.getCharacterEscapes() == escapes
                    && generator.getHighestEscapedChar() == highest;
        }

        /** Gives the buffers back, and what they still hold to nobody. */
        void abandon(Throwable failure) {
            redirected.to(OutputStream.nullOutputStream());
            try {
                generator.close();
            } catch (IOException | RuntimeException e) {
                failure.addSuppressed(e);
            }
        }

        /** Gives the buffers back, which hold nothing. */
        void close() {
            try {
                generator.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
