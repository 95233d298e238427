package io.arangobatch.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoRequestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RawJsonTest {

    @Test
    void theCallersArrayMayChangeAfterwards() {
        byte[] bytes = "[1]".getBytes(StandardCharsets.UTF_8);
        RawJson raw = RawJson.of(bytes);
        bytes[1] = '2';
        raw.toByteArray()[1] = '3';
        assertThat(raw).hasToString("[1]");
    }

    @Test
    void itIsEqualToTheSameBytesOnly() {
        assertThat(RawJson.of("{\"a\":1}"))
                .isEqualTo(RawJson.of("{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                .hasSameHashCodeAs(RawJson.of("{\"a\":1}"))
                .isNotEqualTo(RawJson.of("{\"a\": 1}"))
                .isNotEqualTo("{\"a\":1}");
    }

    @Test
    void itWritesItsBytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RawJson.of("\"ü\"").writeTo(out);
        assertThat(out.toByteArray()).isEqualTo("\"ü\"".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aNulIsNoJson() {
        assertThatThrownBy(() -> RawJson.of("{\"a\":\"\0\"}"))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage(
                        "the raw JSON holds a NUL byte at index 6, which no JSON has; write it as \\u0000 within a string");
    }

    @Test
    void nothingIsNoJson() {
        assertThatThrownBy(() -> RawJson.of(""))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage("the raw JSON is empty; give the text of a JSON value");
    }
}
