package io.arangobatch.internal.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentLinesTest {

    private final RecentLines<String> recent = new RecentLines<>();

    @Test
    void knowsALineThatCameBefore() {
        assertThat(get("Server: ArangoDB")).isNull();
        offer("Server: ArangoDB", "known");

        assertThat(get("Server: ArangoDB")).isEqualTo("known");
        assertThat(get("Server: ArangoDb")).isNull();
    }

    @Test
    void learnsALineThatComesOftenEvenWhenAllSlotsAreTaken() {
        for (int i = 0; i < 10_000; i++) {
            offer("Etag: " + i, "unique");
        }
        offer("Server: ArangoDB", "known");
        offer("Server: ArangoDB", "known");

        assertThat(get("Server: ArangoDB")).isEqualTo("known");
    }

    @Test
    void isNotDisplacedByLinesThatComeOnce() {
        offer("Server: ArangoDB", "known");
        for (int i = 0; i < 10_000; i++) {
            offer("Etag: " + i, "unique");
        }

        assertThat(get("Server: ArangoDB")).isEqualTo("known");
    }

    @Test
    void neverTakesOneLineForAnother() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            String line = "Etag: __" + random.nextInt(200) + "________";
            String known = get(line);
            if (known == null) {
                offer(line, line);
            } else {
                assertThat(known).isEqualTo(line);
            }
        }
    }

    @Test
    void doesNotKeepLongLines() {
        String longest = "x".repeat(RecentLines.LONGEST_KEPT);
        offer(longest, "longest");
        offer(longest + "y", "too long");
        offer(longest + "y", "too long");

        assertThat(get(longest)).isEqualTo("longest");
        assertThat(get(longest + "y")).isNull();
    }

    private void offer(String line, String value) {
        byte[] bytes = ("<" + line + ">").getBytes(StandardCharsets.ISO_8859_1);
        recent.offer(bytes, 1, bytes.length - 1, value);
    }

    private String get(String line) {
        byte[] bytes = ("<<" + line + ">").getBytes(StandardCharsets.ISO_8859_1);
        return recent.get(bytes, 2, bytes.length - 1);
    }
}
