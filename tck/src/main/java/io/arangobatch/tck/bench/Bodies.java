package io.arangobatch.tck.bench;

import io.arangobatch.spi.RequestBody;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.zip.CRC32;

/** Request bodies that are large without taking memory, and what they add up to. */
public final class Bodies {

    /** One mebibyte. */
    public static final int MIB = 1 << 20;

    private Bodies() {}

    /** One mebibyte of bytes that do not repeat soon; shared, so not to be changed. */
    public static byte[] mebibyte() {
        return Pattern.MEBIBYTE;
    }

    /** A body of so many mebibytes. */
    public static RequestBody mebibytes(int count) {
        return new Counting(count);
    }

    /** A body of so many mebibytes that counts how many buffers the transport has taken. */
    public static Counting counting(int count) {
        return new Counting(count);
    }

    /** The CRC-32 of so many mebibytes. */
    public static long checksum(int mebibytes) {
        CRC32 sum = new CRC32();
        for (int i = 0; i < mebibytes; i++) {
            sum.update(Pattern.MEBIBYTE);
        }
        return sum.getValue();
    }

    /** A body of one buffer many times over. */
    public static final class Counting implements RequestBody {

        private final int count;
        private final AtomicLong taken = new AtomicLong();

        Counting(int count) {
            this.count = count;
        }

        @Override
        public long length() {
            return (long) count * MIB;
        }

        @Override
        public Iterator<ByteBuffer> buffers() {
            return LongStream.range(0, count)
                    .mapToObj(index -> {
                        taken.incrementAndGet();
                        return ByteBuffer.wrap(Pattern.MEBIBYTE).asReadOnlyBuffer();
                    })
                    .iterator();
        }

        /** How many buffers were taken, over all iterators. */
        public long taken() {
            return taken.get();
        }
    }

    private static final class Pattern {
        static final byte[] MEBIBYTE = make();

        private static byte[] make() {
            byte[] bytes = new byte[MIB];
            int state = 1;
            for (int i = 0; i < bytes.length; i++) {
                state = state * 1_103_515_245 + 12_345;
                bytes[i] = (byte) (state >>> 16);
            }
            return bytes;
        }
    }
}
