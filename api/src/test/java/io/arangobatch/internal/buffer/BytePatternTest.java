package io.arangobatch.internal.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BytePatternTest {

    @Test
    void findsWhatAPlainSearchFinds() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = randomText(random, random.nextInt(40));
            String wanted = randomText(random, 1 + random.nextInt(4));
            int from = random.nextInt(text.length() + 1);

            int found = BytePattern.ofAscii(wanted).indexIn(ascii(text), from, text.length());

            assertThat(found).as("'%s' in '%s' from %d", wanted, text, from).isEqualTo(text.indexOf(wanted, from));
        }
    }

    @Test
    void doesNotFindWhatEndsBehindTheRange() {
        assertThat(BytePattern.ofAscii("abc").indexIn(ascii("xxabc"), 0, 4)).isEqualTo(-1);
    }

    @Test
    void skipsOverBytesAbove127() {
        byte[] bytes = "äöü-needle".getBytes(StandardCharsets.UTF_8);

        assertThat(BytePattern.ofAscii("needle").indexIn(bytes, 0, bytes.length))
                .isEqualTo(bytes.length - 6);
    }

    @Test
    void refusesAnEmptyPattern() {
        assertThatThrownBy(() -> BytePattern.ofAscii(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the pattern is empty");
    }

    private static String randomText(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
