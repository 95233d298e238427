package io.arangobatch.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentKeysTest {

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
}
