package io.arangobatch.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonRootName;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.OutputDecorator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueEncoderTest {

    private static final Twin TWIN = new Twin();

    /** Written whole where it comes first, and as a number afterwards. */
    @JsonIdentityInfo(generator = ObjectIdGenerators.IntSequenceGenerator.class)
    static final class Twin {
        public String getName() {
            return "Kim";
        }
    }

    @JsonRootName("student")
    record Student(String name, int number) {}

    record Raw(@JsonRawValue String value) {}

    /** Its serializer does what a serializer ought not to do. */
    record Meddler(String deed) {}

    static final class Closing implements Closeable {
        private int closed;

        public String getName() {
            return "Kim";
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static final class MeddlingSerializer extends JsonSerializer<Meddler> {
        @Override
        public void serialize(Meddler value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            switch (value.deed()) {
                case "fails" -> {
                    generator.writeStartObject();
                    generator.writeStringField("half", "x".repeat(9_000));
                    throw new IOException("the serializer failed");
                }
                case "leaves open" -> {
                    generator.writeStartObject();
                    generator.writeFieldName("open");
                }
                case "writes bare names" -> {
                    generator.disable(JsonWriteFeature.QUOTE_FIELD_NAMES.mappedFeature());
                    generator.writeStartObject();
                    generator.writeStringField("bare", "ä");
                    generator.writeEndObject();
                }
                case "writes ASCII" -> {
                    generator.setHighestNonEscapedChar(127);
                    generator.writeString("ä");
                }
                case "writes prettily" -> {
                    generator.useDefaultPrettyPrinter();
                    generator.writeStartObject();
                    generator.writeStringField("pretty", "ä");
                    generator.writeEndObject();
                }
                case "escapes" -> {
                    generator.setCharacterEscapes(new SlashEscapes());
                    generator.writeString("a/b");
                }
                case "closes" -> {
                    generator.writeString("closed");
                    generator.close();
                }
                case "writes twice" -> {
                    generator.writeNumber(1);
                    generator.writeNumber(2);
                }
                default -> throw new IllegalArgumentException(value.deed());
            }
        }
    }

    private static final class SlashEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes['/'] = ESCAPE_CUSTOM;
            return codes;
        }

        @Override
        public SerializableString getEscapeSequence(int c) {
            return new SerializedString("\\/");
        }
    }

    /** Writes something at the end of each stream. */
    private static final class Trailer extends OutputDecorator {
        private static final long serialVersionUID = 1;

        @Override
        public OutputStream decorate(IOContext context, OutputStream out) {
            return new FilterOutputStream(out) {
                @Override
                public void flush() throws IOException {
                    out.write("/* flushed */".getBytes(UTF_8));
                }
            };
        }

        @Override
        public Writer decorate(IOContext context, Writer writer) {
            return writer;
        }
    }

    static Stream<Named<ObjectMapper>> mappers() {
        return Stream.of(
                Named.of("as it is", new ObjectMapper()),
                Named.of("wrapping roots", new ObjectMapper().enable(SerializationFeature.WRAP_ROOT_VALUE)),
                Named.of("indenting", new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)),
                Named.of(
                        "with a pretty printer",
                        JsonMapper.builder()
                                .defaultPrettyPrinter(new DefaultPrettyPrinter(
                                        Separators.createDefaultInstance().withRootSeparator("#")))
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .build()),
                Named.of(
                        "with a separator of values",
                        new ObjectMapper(new JsonFactoryBuilder()
                                .rootValueSeparator("; ")
                                .build())),
                Named.of(
                        "in ASCII",
                        JsonMapper.builder()
                                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                                .build()),
                Named.of(
                        "with numbers as texts, bare names",
                        JsonMapper.builder()
                                .enable(JsonWriteFeature.WRITE_NUMBERS_AS_STRINGS)
                                .disable(JsonWriteFeature.QUOTE_FIELD_NAMES)
                                .build()),
                Named.of(
                        "that does not flush",
                        new ObjectMapper()
                                .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
                                .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)),
                Named.of(
                        "that refuses attributes twice",
                        new ObjectMapper().enable(JsonGenerator.Feature.STRICT_DUPLICATE_DETECTION)),
                Named.of(
                        "with escapes",
                        new ObjectMapper(new JsonFactoryBuilder()
                                .characterEscapes(new SlashEscapes())
                                .build())),
                Named.of("with typing", typing()),
                Named.of(
                        "of a decorated stream",
                        new ObjectMapper(new JsonFactoryBuilder()
                                .outputDecorator(new Trailer())
                                .build())),
                Named.of("of a decorated generator", new ObjectMapper(new DelegatingFactory())));
    }

    private static ObjectMapper typing() {
        return new ObjectMapper()
                .activateDefaultTyping(
                        new ObjectMapper().getPolymorphicTypeValidator(), ObjectMapper.DefaultTyping.NON_FINAL);
    }

    private static final class DelegatingFactory extends JsonFactory {
        private static final long serialVersionUID = 1;

        @Override
        public JsonGenerator createGenerator(OutputStream out, JsonEncoding encoding) throws IOException {
            return new JsonGeneratorDelegate(super.createGenerator(out, encoding));
        }

        @Override
        public JsonFactory copy() {
            return new DelegatingFactory();
        }
    }

    private static List<Object> values() {
        List<Object> values = new ArrayList<>(List.of(
                Map.of("a", 1),
                new Student("Kim ä 😀 / \u0001 \"", 5),
                new Raw("{\"a\" : [1 , 2]}"),
                TWIN,
                List.of(TWIN, TWIN),
                "a text",
                5,
                1.5,
                new BigDecimal("1E+3"),
                new byte[] {1, 2, 3},
                new ObjectMapper().createObjectNode().put("tree", true),
                new Student("x".repeat(20_000), 6)));
        for (String deed : List.of(
                "writes bare names",
                "writes ASCII",
                "writes prettily",
                "escapes",
                "closes",
                "leaves open",
                "writes twice",
                "fails")) {
            values.add(new Meddler(deed));
            values.add(new Student("after one that " + deed + " ä/", 7));
        }
        return values;
    }

    /** A generator for each value: what is to come out. */
    private static String byItself(Object value, ObjectMapper mapper) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = mapper.createGenerator(out, JsonEncoding.UTF8)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            mapper.writeValue(generator, value);
        } catch (IOException e) {
            return e.toString();
        }
        return out.toString(UTF_8);
    }

    private static String byOne(ValueEncoder encoder, Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            encoder.encode(value, out);
        } catch (IOException e) {
            return e.toString();
        }
        return out.toString(UTF_8);
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void writesEachValueAsIfItWereTheOnlyOne(ObjectMapper configured) {
        ObjectMapper mapper = configured
                .copy()
                .registerModule(new SimpleModule().addSerializer(Meddler.class, new MeddlingSerializer()));
        ValueEncoder encoder = new ValueEncoder(mapper);
        for (int round = 0; round < 2; round++) {
            for (Object value : values()) {
                assertThat(byOne(encoder, value)).isEqualTo(byItself(value, mapper));
            }
        }
        encoder.close();
        assertThat(byOne(encoder, "after the end")).isEqualTo(byItself("after the end", mapper));
    }

    @Test
    void closesWhatTheMapperIsToClose() throws IOException {
        Closing value = new Closing();
        ValueEncoder encoder = new ValueEncoder(new ObjectMapper().enable(SerializationFeature.CLOSE_CLOSEABLE));
        encoder.encode(value, new ByteArrayOutputStream());
        encoder.encode(value, new ByteArrayOutputStream());
        assertThat(value.closed).isEqualTo(2);
    }

    @Test
    void aStreamThatFailsDoesNotSpoilTheNextValue() throws IOException {
        ValueEncoder encoder = new ValueEncoder(new ObjectMapper());
        encoder.encode(Map.of("a", 1), new ByteArrayOutputStream());
        assertThatThrownBy(() -> encoder.encode(Map.of("lost", 1), new FullStream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("full");
        assertThat(byOne(encoder, Map.of("a", 2))).isEqualTo("{\"a\":2}");
    }

    @Test
    void aSerializerMayEncodeAnotherValueMeanwhile() {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        Nested nested = new Nested(inner);
        ObjectMapper mapper =
                new ObjectMapper().registerModule(new SimpleModule().addSerializer(Meddler.class, nested));
        ValueEncoder encoder = new ValueEncoder(mapper);
        nested.encoder = encoder;
        assertThat(byOne(encoder, Map.of("a", new Meddler("")))).isEqualTo("{\"a\":\"outer\"}");
        assertThat(inner.toString(UTF_8)).isEqualTo("{\"inner\":1}");
        assertThat(byOne(encoder, 5)).isEqualTo("5");
    }

    private static final class FullStream extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("the stream is full");
        }
    }

    private static final class Nested extends JsonSerializer<Meddler> {
        private final OutputStream inner;
        private @Nullable ValueEncoder encoder;

        Nested(OutputStream inner) {
            this.inner = inner;
        }

        @Override
        public void serialize(Meddler value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            if (encoder != null) {
                encoder.encode(Map.of("inner", 1), inner);
            }
            generator.writeString("outer");
        }
    }
}
