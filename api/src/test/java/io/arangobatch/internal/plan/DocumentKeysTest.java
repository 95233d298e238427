package io.arangobatch.internal.plan;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.internal.plan.DocumentKeys.Identity;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentKeysTest {

    private static Optional<Identity> in(String document) {
        byte[] bytes = document.getBytes(UTF_8);
        return DocumentKeys.in(bytes, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z9", "_-:.@()+,=;$!*'%", "5"})
    void takesWhatEveryServerTakes(String key) {
        assertThat(DocumentKeys.isLegal(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ä", "a/b", "a\"b", "a\\b", "a\u0000b", "#", "日"})
    void refusesWhatSomeServerRefusesOrWhatWouldNeedAnEscape(String key) {
        assertThat(DocumentKeys.isLegal(key)).isFalse();
    }

    @Test
    void theLongestKeyHas254Characters() {
        assertThat(DocumentKeys.isLegal("x".repeat(254))).isTrue();
        assertThat(DocumentKeys.isLegal("x".repeat(255))).isFalse();
    }

    @Test
    void findsKeyIdAndRevisionWhereverTheyStand() {
        assertThat(in("{}")).contains(new Identity(Optional.empty(), false));
        assertThat(in("{\"v\":{\"_key\":\"x\",\"_id\":\"y\"},\"_key\":\"a\"}"))
                .contains(new Identity(Optional.of("a"), false));
        assertThat(in("{\"_key\":\"a\",\"_rev\":\"1\",\"v\":[1]}")).contains(new Identity(Optional.of("a"), true));
        assertThat(in("{\"_id\":[{\"_key\":\"x\"}],\"_key\":\"a\"}")).contains(new Identity(Optional.of("a"), true));
        assertThat(in("{\"\\u005fkey\":\"\\u0061\"}")).contains(new Identity(Optional.of("a"), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "null", "true", "[\"a\"]", "{\"_key\":\"a\"}"})
    void aKeyThatIsNoTextIsNotLegal(String key) {
        assertThat(in("{\"_key\":" + key + ",\"v\":1}")).contains(new Identity(Optional.of(""), false));
    }

    @Test
    void whatIsNotUtf8IsNoDocument() {
        byte[] wide = "{}".getBytes(UTF_16LE);
        assertThat(DocumentKeys.in(wide, wide.length)).isEmpty();
        byte[] broken = {'{', '"', 'v', '"', ':', '"', (byte) 0xc3, '"', '}'};
        assertThat(DocumentKeys.in(broken, broken.length)).isEmpty();
    }

    @Test
    void aDocumentThatIsNestedTooDeeplyIsLeftAlone() {
        assertThat(in("{\"v\":" + "[".repeat(60) + "]".repeat(60) + "}")).isPresent();
        assertThat(in("{\"v\":" + "[".repeat(200) + "]".repeat(200) + "}")).isEmpty();
    }
}
