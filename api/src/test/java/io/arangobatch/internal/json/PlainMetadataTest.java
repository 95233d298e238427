package io.arangobatch.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.model.DocumentMetadata;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainMetadataTest {

    private static final String METADATA =
            "{\"_id\":\"students/Kris\",\"_key\":\"Kris\",\"_rev\":\"_b\",\"_oldRev\":\"_a\"}";

    @Test
    void readsWhatServersWrite() {
        assertThat(read("{\"_id\":\"students/Kris\",\"_key\":\"Kris\",\"_rev\":\"_meH68x2---\"}"))
                .isEqualTo(new DocumentMetadata(
                        "students/Kris", "Kris", "_meH68x2---", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void readsTheRevisionBefore() {
        assertThat(read(METADATA))
                .isEqualTo(new DocumentMetadata(
                        "students/Kris", "Kris", "_b", Optional.of("_a"), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"_id\":\"a/b\"} ",
                "{ \"_id\":\"a/b\"}",
                "{\"_id\":\"a/b\",}",
                "{\"_id\":\"a/b\"\"_key\":\"b\"}",
                "{\"_id\":\"a/b}",
                "{\"_id\":\"a/\\u0062\"}",
                "{\"_id\":\"a/ü\"}",
                "{\"_id\":\"a/\t\"}",
                "{\"_rev\":1234}",
                "{\"_key\":null}",
                "{\"_id\":\"a/b\",\"new\":{}}",
                "{\"_id\":\"a/b\",\"old\":\"\"}"
            })
    void leavesToAParserWhatLooksDifferent(String json) {
        assertThat(read(json)).isNull();
    }

    /** Whatever one byte is changed to: what is read is what the text says, not a guess. */
    @Test
    void readsNoTextThatIsCutOrChangedIntoAnotherForm() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] json = METADATA.getBytes(StandardCharsets.UTF_8);
            json[random.nextInt(json.length)] = (byte) random.nextInt(256);

            DocumentMetadata found = PlainMetadata.read(json, 0);

            if (found != null) {
                assertThat("{\"_id\":\"" + found.id() + "\",\"_key\":\"" + found.key() + "\",\"_rev\":\"" + found.rev()
                                + "\",\"_oldRev\":\"" + found.oldRev().orElseThrow() + "\"}")
                        .as("case %d", i)
                        .isEqualTo(new String(json, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static DocumentMetadata read(String json) {
        String before = "HTTP/1.1 202 Accepted\r\n\r\n";
        return PlainMetadata.read((before + json).getBytes(StandardCharsets.UTF_8), before.length());
    }
}
