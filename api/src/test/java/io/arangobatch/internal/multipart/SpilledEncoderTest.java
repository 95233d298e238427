package io.arangobatch.internal.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.internal.buffer.SegmentedBuffer;
import io.arangobatch.internal.buffer.SpillFolder;
import io.arangobatch.scripted.BodyBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does the same to a batch in memory and to one in a file. Random with fixed seeds. */
class SpilledEncoderTest {

    private static final int CASES = 150;
    private static final int STEPS = 120;

    @TempDir
    private Path folder;

    @Test
    void aBatchInAFileIsTheSameAsOneInMemoryWhateverIsDoneToIt() throws IOException {
        for (int seed = 0; seed < CASES; seed++) {
            try (SpillFolder files = new SpillFolder(folder)) {
                Random random = new Random(seed);
                SegmentedBuffer buffer = new SegmentedBuffer(1 << (10 + random.nextInt(8)), files);
                MultipartEncoder spilled = new MultipartEncoder(buffer, boundaries());
                MultipartEncoder kept = new MultipartEncoder(new SegmentedBuffer(), boundaries());
                for (int step = 0; step < STEPS; step++) {
                    spilled.settle();
                    long seedOfStep = random.nextLong();
                    change(spilled, new Random(seedOfStep));
                    change(kept, new Random(seedOfStep));
                }
                assertSame(spilled, kept, random, "case " + seed);
            }
        }
    }

    /** Guessable ones, so that bodies can hold them. */
    private static Supplier<String> boundaries() {
        int[] drawn = {0};
        return () -> String.format("%032d", ++drawn[0]);
    }

    private static void change(MultipartEncoder batch, Random random) throws IOException {
        int what = batch.count() == 0 ? 0 : random.nextInt(12);
        byte[] body = body(batch, random);
        switch (what) {
            case 0, 1, 2, 3, 4, 5 -> batch.add("POST", "/x", List.of(), out -> out.write(body));
            case 6 -> batch.add("GET", "/y", List.of(), BodyWriter.NONE);
            case 7, 8 -> {
                int dropped = Math.min(1, batch.lastBody().length);
                if (dropped > 0) {
                    batch.extendLast(dropped, body.length, out -> out.write(body));
                }
            }
            case 9 -> batch.replaceLast("PUT", "/z", List.of(), out -> out.write(body));
            default -> fail(batch, body);
        }
    }

    private static void fail(MultipartEncoder batch, byte[] body) {
        try {
            batch.add("POST", "/fails", List.of(), out -> {
                out.write(body);
                throw new IOException("broken on purpose");
            });
        } catch (IOException expected) {
            assertThat(expected).hasMessage("broken on purpose");
        }
    }

    private static byte[] body(MultipartEncoder batch, Random random) {
        int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 150_000 : 3_000);
        String filler = Integer.toString(random.nextInt(1_000)).repeat(length).substring(0, length);
        boolean cutting = batch.count() > 0 && Integer.parseInt(batch.boundary()) < 6 && random.nextInt(25) == 0;
        return (filler + (cutting ? batch.boundary() : "") + "]").getBytes(StandardCharsets.US_ASCII);
    }

    private static void assertSame(MultipartEncoder spilled, MultipartEncoder kept, Random random, String name) {
        int count = kept.count();
        assertThat(spilled.count()).as(name).isEqualTo(count);
        assertThat(spilled.boundary()).as(name).isEqualTo(kept.boundary());
        int from = random.nextInt(count);
        int to = from + 1 + random.nextInt(count - from);
        assertThat(BodyBytes.of(spilled.body(0, count))).as(name).isEqualTo(BodyBytes.of(kept.body(0, count)));
        assertThat(BodyBytes.of(spilled.body(from, to))).as(name).isEqualTo(BodyBytes.of(kept.body(from, to)));
        for (int part = 0; part < count; part++) {
            assertThat(spilled.request(part))
                    .as(name)
                    .hasToString(kept.request(part).toString());
            assertThat(BodyBytes.of(spilled.request(part).body()))
                    .as(name)
                    .isEqualTo(BodyBytes.of(kept.request(part).body()));
        }
    }
}
