package io.arangobatch.internal.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.arangobatch.scripted.BodyBytes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpilledBufferTest {

    private static final int LARGEST = Segments.LARGEST;
    private static final int SIZE = 40 * LARGEST;

    @TempDir
    private Path temporary;

    private final FullDisk disk = new FullDisk();
    private SpillFolder folder = new SpillFolder(Path.of("set by each test"));

    @AfterEach
    void close() {
        folder.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1023, 1024, 60_000, 64_512, 64_513, 1_000_000, SIZE - 1})
    void givesBackWhatWasWrittenWhereverTheFileBegins(long threshold) throws IOException {
        SegmentedBuffer buffer = new SegmentedBuffer(threshold, inFolder());
        byte[] all = written(buffer);

        assertThat(BodyBytes.of(buffer.body())).isEqualTo(all);
        assertThat(BodyBytes.of(buffer.body())).as("a second time").isEqualTo(all);
        for (int from : new int[] {0, 1000, 60_000, 1_000_000, SIZE - 100_000}) {
            for (int length : new int[] {1, 100, 70_000, 100_000}) {
                byte[] expected = Arrays.copyOfRange(all, from, from + length);
                assertThat(BodyBytes.of(buffer.body(from, from + length))).isEqualTo(expected);
                assertThat(buffer.copyOf(from, from + length)).isEqualTo(expected);
            }
        }
    }

    @Test
    void overwritesInTheFileAndAcrossItsBorders() throws IOException {
        SegmentedBuffer buffer = new SegmentedBuffer(1_000_000, inFolder());
        byte[] all = written(buffer);
        byte[] stamp = randomBytes(5_000);
        for (int position : new int[] {500, 998_000, 1_044_000, 1_500_000, 2_000_000, SIZE - 66_000, SIZE - 5_000}) {
            buffer.copyOf(position, position + 1);
            buffer.overwrite(position, stamp);
            System.arraycopy(stamp, 0, all, position, stamp.length);
        }

        assertThat(buffer.copyOf(0, SIZE)).isEqualTo(all);
        assertThat(BodyBytes.of(buffer.body())).isEqualTo(all);
    }

    @Test
    void findsAPatternInTheFileAndAcrossItsBorders() {
        SegmentedBuffer buffer = new SegmentedBuffer(64_512, inFolder());
        byte[] needle = "needle".getBytes(StandardCharsets.US_ASCII);
        BytePattern pattern = BytePattern.ofAscii("needle");
        buffer.write(new byte[SIZE]);
        buffer.settle(SIZE - 1);
        for (long border : new long[] {64_512, 64_512 + LARGEST, 64_512 + 38 * LARGEST}) {
            for (long position = border - 7; position <= border + 1; position++) {
                buffer.overwrite(position, needle);
                assertThat(buffer.indexOf(pattern, 0, SIZE)).isEqualTo(position);
                buffer.overwrite(position, new byte[needle.length]);
            }
        }
    }

    @Test
    void goesOnAfterWhatWasNotSettledWasTakenBack() throws IOException {
        SegmentedBuffer buffer = new SegmentedBuffer(1024, inFolder());
        byte[] all = written(buffer);
        byte[] more = randomBytes(300_000);

        buffer.write(more);
        buffer.truncate(SIZE);
        buffer.write(more, 0, 100_000);
        buffer.settle(SIZE + 100_000);

        assertThat(buffer.copyOf(0, SIZE)).isEqualTo(all);
        assertThat(buffer.copyOf(SIZE, SIZE + 100_000)).isEqualTo(Arrays.copyOf(more, 100_000));
    }

    @Test
    void whatIsSettledCannotBeTakenBack() {
        SegmentedBuffer buffer = new SegmentedBuffer(1024, inFolder());
        buffer.write(new byte[200_000]);
        buffer.settle(150_000);

        assertThatThrownBy(() -> buffer.truncate(130_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("what stands before 130048 is settled: 130000");
        buffer.truncate(130_049);
        assertThat(buffer.size()).isEqualTo(130_049);
    }

    @ParameterizedTest
    @ValueSource(ints = {130_047, 130_048, 130_049, 195_584, 200_000})
    void whatWasWrittenSinceCanBeTakenBack(int settled) throws IOException {
        SegmentedBuffer buffer = new SegmentedBuffer(1024, inFolder());
        byte[] all = randomBytes(300_000);
        buffer.write(all, 0, 200_000);
        buffer.settle(settled);

        buffer.truncate(settled);
        buffer.write(all, settled, all.length - settled);

        assertThat(BodyBytes.of(buffer.body())).isEqualTo(all);
    }

    @Test
    void makesNoFileBeforeTheThresholdIsCrossed() {
        SegmentedBuffer buffer = new SegmentedBuffer(150_000, inFolder());
        buffer.write(new byte[150_000]);
        buffer.settle(150_000);
        assertThat(disk.opened).isZero();

        buffer.write(new byte[LARGEST]);
        buffer.settle(150_000 + LARGEST);
        assertThat(disk.opened).isEqualTo(1);
    }

    @Test
    void takesTheNameOfAFileAwayWhileItIsOpenWhereTheSystemCanDoThat() throws IOException {
        assumeThat(System.getProperty("os.name")).isNotEqualTo("Windows").doesNotStartWith("Windows ");
        SegmentedBuffer buffer = new SegmentedBuffer(1024, new SpillFolder(temporary));
        byte[] all = written(buffer);

        assertThat(files()).isEmpty();
        assertThat(BodyBytes.of(buffer.body())).isEqualTo(all);
        buffer.clear();
    }

    @Test
    void deletesAFileWhoseNameStaysWhileItIsOpen() throws IOException {
        disk.keepsNames = true;
        SegmentedBuffer buffer = new SegmentedBuffer(1024, inFolder());
        written(buffer);
        assertThat(files()).hasSize(1);

        buffer.clear();

        assertThat(files()).isEmpty();
    }

    @Test
    void deletesSuchAFileWhenTheJvmEnds() throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Exiting.class.getName(),
                        temporary.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(jvm.waitFor()).as(printed).isZero();
        assertThat(printed.strip()).isEqualTo("1 file");
        assertThat(files()).isEmpty();
    }

    @Test
    void onlyTheOwnerMayOpenAFile() throws IOException {
        assumeThat(temporary.getFileSystem().supportedFileAttributeViews()).contains("posix");
        disk.keepsNames = true;
        SegmentedBuffer buffer = new SegmentedBuffer(1024, inFolder());
        written(buffer);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0))))
                .isEqualTo("rw-------");
    }

    @Test
    void aClosedFolderHasNoFilesAndMakesNone() throws IOException {
        disk.keepsNames = true;
        SegmentedBuffer buffer = new SegmentedBuffer(1024, inFolder());
        written(buffer);

        folder.close();

        assertThat(files()).isEmpty();
        SegmentedBuffer another = new SegmentedBuffer(1024, folder);
        assertThatThrownBy(() -> written(another))
                .isInstanceOf(SpillException.class)
                .hasMessage("a temporary file in " + temporary + " cannot be made: the connection is closed");
    }

    @Test
    void isEmptyAndUsableAfterClear() throws IOException {
        SegmentedBuffer buffer = new SegmentedBuffer(1024, inFolder());
        written(buffer);
        buffer.clear();
        assertThat(buffer.size()).isZero();

        byte[] all = written(buffer);

        assertThat(BodyBytes.of(buffer.body())).isEqualTo(all);
    }

    @Test
    void whoStillReadsAfterClearGetsNoOtherBytes() throws IOException {
        SegmentedBuffer buffer = new SegmentedBuffer(1024, inFolder());
        written(buffer);
        Iterator<ByteBuffer> reader = buffer.body().buffers();
        reader.next();
        reader.next();
        buffer.clear();

        assertThatThrownBy(reader::next)
                .isInstanceOf(SpillException.class)
                .hasMessageStartingWith("a temporary file in " + temporary + " cannot be read: ");
    }

    @Test
    void anInterruptedThreadLosesNothing() throws IOException {
        SegmentedBuffer buffer = new SegmentedBuffer(1024, inFolder());
        Thread.currentThread().interrupt();
        byte[] all;
        byte[] sent;
        boolean stillInterrupted;
        try {
            all = written(buffer);
            sent = BodyBytes.of(buffer.body());
        } finally {
            stillInterrupted = Thread.interrupted();
        }

        assertThat(sent).isEqualTo(all);
        assertThat(stillInterrupted).isTrue();
    }

    @Test
    void aFullDiskLeavesEverythingAsItWas() throws IOException {
        SegmentedBuffer buffer = new SegmentedBuffer(1024, inFolder());
        byte[] all = randomBytes(SIZE);
        buffer.write(all);
        disk.room = 10;

        assertThatThrownBy(() -> buffer.settle(SIZE - 1))
                .isInstanceOf(SpillException.class)
                .hasMessage("a temporary file in " + temporary + " cannot be written: No space left on device");
        assertThat(BodyBytes.of(buffer.body())).isEqualTo(all);

        disk.room = 1_000;
        buffer.settle(SIZE - 1);
        assertThat(BodyBytes.of(buffer.body())).isEqualTo(all);
    }

    @Test
    void tellsWhyAFileCannotBeMade() throws IOException {
        Path missing = temporary.resolve("missing");
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> written(new SegmentedBuffer(1024, new SpillFolder(missing))))
                .isInstanceOf(SpillException.class)
                .hasMessage("a temporary file in " + missing + " cannot be made: there is no such folder");
        assertThatThrownBy(() -> written(new SegmentedBuffer(1024, new SpillFolder(file))))
                .isInstanceOf(SpillException.class)
                .hasMessage("a temporary file in " + file + " cannot be made: Not a directory");
    }

    @Test
    void leavesNoFileBehindThatCannotBeOpened() throws IOException {
        disk.opensNothing = true;
        SegmentedBuffer buffer = new SegmentedBuffer(1024, inFolder());

        assertThatThrownBy(() -> written(buffer))
                .isInstanceOf(SpillException.class)
                .hasMessage("a temporary file in " + temporary + " cannot be made: Too many open files");
        assertThat(files()).isEmpty();
    }

    @Test
    void aFileThatSomebodyHasShortenedIsNotSent() throws IOException {
        disk.keepsNames = true;
        SegmentedBuffer buffer = new SegmentedBuffer(1024, inFolder());
        written(buffer);
        try (RandomAccessFile other = new RandomAccessFile(files().get(0).toFile(), "rw")) {
            other.setLength(100);
        }

        assertThatThrownBy(() -> BodyBytes.of(buffer.body()))
                .isInstanceOf(SpillException.class)
                .hasMessage("a temporary file in " + temporary
                        + " cannot be read: it is shorter than what was written to it");
    }

    private SpillFolder inFolder() {
        folder = new SpillFolder(temporary, disk);
        return folder;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.toList();
        }
    }

    /** Writes and settles by turns. */
    private static byte[] written(SegmentedBuffer buffer) {
        byte[] all = randomBytes(SIZE);
        for (int done = 0; done < SIZE; done += LARGEST / 2) {
            buffer.write(all, done, LARGEST / 2);
            buffer.settle(done);
        }
        return all;
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** A disk with room for so many more segments. */
    private static final class FullDisk implements Disk {
        private int room = 1_000;
        private int opened;
        private boolean keepsNames;
        private boolean opensNothing;

        @Override
        public RandomAccessFile open(Path file) throws IOException {
            if (opensNothing) {
                throw new IOException("Too many open files");
            }
            opened++;
            return new RandomAccessFile(file.toFile(), "rw") {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    if (room == 0) {
                        super.write(bytes, offset, length / 2);
                        throw new IOException("No space left on device");
                    }
                    room--;
                    super.write(bytes, offset, length);
                }
            };
        }

        @Override
        public boolean unlink(Path open) {
            return !keepsNames && Disk.super.unlink(open);
        }
    }
}
