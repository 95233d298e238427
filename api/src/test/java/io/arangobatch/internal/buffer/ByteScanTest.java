package io.arangobatch.internal.buffer;

import static org.assertj.core.api.Assertions.assertThat;

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
    void findsTheFirstControlCharacterAsALoopDoes() {
        Random random = new Random(6);
        byte[] kinds = {' ', ' ' - 1, '\t', 0, 0x7f, 0x7e, (byte) 0x80, -1, 'x', 'x', 'x', 'x', 'x', 'x'};
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = kinds[random.nextInt(i % 2 == 0 ? kinds.length : kinds.length * 3) % kinds.length];
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            int expected = from;
            while (expected < to
                    && !Character.isISOControl(bytes[expected] & 0x7f | (bytes[expected] < 0 ? 0x100 : 0))) {
                expected++;
            }

            assertThat(ByteScan.indexOfControl(bytes, from, to))
                    .as("case %d", i)
                    .isEqualTo(expected);
        }
    }
}
