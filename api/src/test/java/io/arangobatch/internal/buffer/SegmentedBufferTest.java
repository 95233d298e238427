package io.arangobatch.internal.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentedBufferTest {

    private final SegmentedBuffer buffer = new SegmentedBuffer();

    @Test
    void givesBackWhatWasWrittenInAnyMixOfSizes() {
        Random random = new Random(1);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(i % 50 == 0 ? 70_000 : 300)];
            random.nextBytes(bytes);
            switch (i % 3) {
                case 0 -> bytes = writeOneByOne(bytes);
                case 1 -> buffer.write(bytes);
                default -> writeWithin(bytes);
            }
            expected.writeBytes(bytes);
        }

        assertThat(buffer.size()).isEqualTo(expected.size());
        assertThat(content()).isEqualTo(expected.toByteArray());
    }

    @Test
    void takesLittleMemoryForFewBytesAndGrowsTo64KiBSegments() {
        buffer.write(new byte[200_000]);

        assertThat(buffers().stream().map(ByteBuffer::capacity))
                .containsExactly(1024, 2048, 4096, 8192, 16384, 32768, 65536, 65536, 65536);
    }

    @Test
    void writesOnlyTheGivenRange() {
        buffer.write("0123456789".getBytes(StandardCharsets.US_ASCII), 3, 4);

        assertThat(content()).asString(StandardCharsets.US_ASCII).isEqualTo("3456");
    }

    @Test
    void refusesARangeOutsideTheArrayAndStaysAsItWas() {
        assertThatThrownBy(() -> buffer.write(new byte[3], 2, 2)).isInstanceOf(IndexOutOfBoundsException.class);

        assertThat(buffer.size()).isZero();
    }

    @Test
    void forgetsWhatWasWrittenAfterTheMarkAtAnyPosition() {
        byte[] all = randomBytes(150_000);
        for (int kept :
                new int[] {0, 1, 1023, 1024, 1025, 3071, 3072, 3073, 64_511, 64_512, 64_513, 130_048, 150_000}) {
            buffer.clear();
            buffer.write(all, 0, kept);
            long mark = buffer.mark();
            buffer.write(all, 0, 77_777);

            buffer.truncate(mark);
            buffer.write(all, kept, all.length - kept);

            assertThat(content()).as("kept %d", kept).isEqualTo(all);
        }
    }

    @Test
    void refusesToTruncateToWhatIsNotThere() {
        buffer.write(1);

        assertThatThrownBy(() -> buffer.truncate(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no mark within 1 bytes: 2");
        assertThatThrownBy(() -> buffer.truncate(-1)).hasMessage("no mark within 1 bytes: -1");
    }

    @Test
    void overwritesInPlaceAcrossSegmentBorders() {
        byte[] all = randomBytes(140_000);
        buffer.write(all);
        byte[] stamp = randomBytes(5_000);
        for (int position : new int[] {0, 500, 1020, 60_000, 64_510, 128_000, 135_000}) {
            buffer.overwrite(position, stamp);
            System.arraycopy(stamp, 0, all, position, stamp.length);
        }

        assertThat(content()).isEqualTo(all);
    }

    @Test
    void refusesToOverwriteBeyondTheEnd() {
        buffer.write(new byte[10]);

        assertThatThrownBy(() -> buffer.overwrite(8, new byte[3])).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void findsAPatternWhereverItStands() {
        BytePattern pattern = BytePattern.ofAscii("0123456789ABCDEF0123456789ABCDEF");
        byte[] bytes = "0123456789ABCDEF0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
        for (int border : new int[] {1024, 3072, 64_512, 130_048}) {
            for (int position = border - 40; position <= border + 8; position++) {
                buffer.clear();
                buffer.write(new byte[position]);
                buffer.write(bytes);
                buffer.write(new byte[100]);

                assertThat(buffer.indexOf(pattern, 0, buffer.size())).isEqualTo(position);
                assertThat(buffer.indexOf(pattern, position, position + 32)).isEqualTo(position);
                assertThat(buffer.indexOf(pattern, position + 1, buffer.size())).isEqualTo(-1);
                assertThat(buffer.indexOf(pattern, 0, position + 31)).isEqualTo(-1);
            }
        }
    }

    @Test
    void findsTheFirstOfSeveralOccurrences() {
        buffer.write(new byte[1020]);
        buffer.write("needleneedleneedle".getBytes(StandardCharsets.US_ASCII));

        assertThat(buffer.indexOf(BytePattern.ofAscii("needle"), 0, buffer.size()))
                .isEqualTo(1020);
        assertThat(buffer.indexOf(BytePattern.ofAscii("needle"), 1021, buffer.size()))
                .isEqualTo(1026);
    }

    @Test
    void findsAPatternLongerThanTheFirstSegments() {
        String text = "x".repeat(5_000) + "y";
        buffer.write(("x".repeat(100) + text + "z").getBytes(StandardCharsets.US_ASCII));

        assertThat(buffer.indexOf(BytePattern.ofAscii(text), 0, buffer.size())).isEqualTo(100);
    }

    @Test
    void findsNothingInNothing() {
        assertThat(buffer.indexOf(BytePattern.ofAscii("a"), 0, 0)).isEqualTo(-1);
    }

    @Test
    void handsOutViewsThatCannotBeWrittenThrough() {
        buffer.write(5);

        assertThatThrownBy(() -> buffers().get(0).put(0, (byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void isEmptyAndUsableAfterClear() {
        buffer.write(new byte[100_000]);
        buffer.clear();

        assertThat(buffer.size()).isZero();
        assertThat(buffers()).isEmpty();
        buffer.write("again".getBytes(StandardCharsets.US_ASCII));
        assertThat(content()).asString(StandardCharsets.US_ASCII).isEqualTo("again");
    }

    @Test
    void canStillBeWrittenAfterSomebodyClosedIt() throws Exception {
        buffer.close();
        buffer.write(1);

        assertThat(content()).containsExactly(1);
    }

    private byte[] writeOneByOne(byte[] bytes) {
        for (byte b : bytes) {
            buffer.write(b);
        }
        return bytes;
    }

    private void writeWithin(byte[] bytes) {
        byte[] longer = new byte[bytes.length + 20];
        System.arraycopy(bytes, 0, longer, 7, bytes.length);
        buffer.write(longer, 7, bytes.length);
    }

    private List<ByteBuffer> buffers() {
        List<ByteBuffer> buffers = new ArrayList<>();
        buffer.body().buffers().forEachRemaining(buffers::add);
        return buffers;
    }

    private byte[] content() {
        List<ByteBuffer> buffers = buffers();
        byte[] all = new byte[buffers.stream().mapToInt(ByteBuffer::remaining).sum()];
        int done = 0;
        for (ByteBuffer each : buffers) {
            int n = each.remaining();
            each.get(all, done, n);
            done += n;
        }
        return Arrays.copyOf(all, done);
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
