package io.arangobatch.internal.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteScanTest {

    @Test
    void findsTheFirstOfAByteAsALoopDoes() {
        Random random = new Random(5);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            byte wanted = new byte[] {'\n', 0, -1, (byte) 0x80, 0x0b, 1}[i % 6];
            for (int j = random.nextInt(4); j > 0 && bytes.length > 0; j--) {
                // Neighbours of the wanted byte are what borrowing between bytes could take for it.
                bytes[random.nextInt(bytes.length)] = (byte) (wanted + random.nextInt(3) - 1);
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            int expected = from;
            while (expected < to && bytes[expected] != wanted) {
                expected++;
            }

            assertThat(ByteScan.indexOf(wanted, bytes, from, to))
                    .as("case %d", i)
                    .isEqualTo(expected);
        }
    }

    @Test
    void hashesEqualBytesAlikeWhereverTheyStand() {
        byte[] bytes = new byte[64];
        new Random(6).nextBytes(bytes);
        for (int length = 0; length <= 30; length++) {
            System.arraycopy(bytes, 0, bytes, 33, length);

            assertThat(ByteScan.hashOfEnds(bytes, 33, 33 + length))
                    .isEqualTo(ByteScan.hashOfEnds(Arrays.copyOf(bytes, length), 0, length));
        }
    }

    @Test
    void hashesShortTextsThatDifferDifferently() {
        assertThat(ByteScan.hashOfEnds(new byte[] {1, 2}, 0, 2))
                .isNotEqualTo(ByteScan.hashOfEnds(new byte[] {2, 1}, 0, 2));
    }
}
