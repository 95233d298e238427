package io.arangobatch.internal.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.HttpHeader;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentTextsTest {

    private final RecentTexts recent = new RecentTexts();

    @Test
    void allocatesAHeaderThatRepeatsOnlyOnce() {
        assertThat(header("Server", "ArangoDB")).isSameAs(header("Server", "ArangoDB"));
    }

    @Test
    void allocatesATextThatRepeatsOnlyOnce() {
        assertThat(text("Accepted")).isSameAs(text("Accepted"));
    }

    @Test
    void givesBackEveryTextAndHeaderAsItIsHoweverOftenSlotsAreShared() {
        Random random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            String name = "N" + random.nextInt(40);
            String value = "ä".repeat(random.nextInt(3)) + random.nextInt(40);

            assertThat(header(name, value)).isEqualTo(new HttpHeader(name, value));
            assertThat(text(value)).isEqualTo(value);
        }
    }

    @Test
    void doesNotKeepLongTexts() {
        String longText = "x".repeat(129);

        assertThat(text(longText)).isEqualTo(longText).isNotSameAs(text(longText));
        assertThat(header("A", longText)).isEqualTo(header("A", longText)).isNotSameAs(header("A", longText));
    }

    private String text(String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.ISO_8859_1);
        return recent.text(bytes, 1, bytes.length - 1);
    }

    private HttpHeader header(String name, String value) {
        byte[] bytes = (name + value).getBytes(StandardCharsets.ISO_8859_1);
        return recent.header(bytes, 0, name.length(), name.length(), bytes.length);
    }
}
