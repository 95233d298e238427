package io.arangobatch.tck.smallheap;

import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.tck.bench.Bodies;
import java.nio.ByteBuffer;

/** Counts the bytes of a body of mebibytes that repeat, and looks at both ends of each chunk, which costs no time. */
final class Tally implements ResponseSink {

    private volatile long bytes;
    private volatile boolean asSent = true;

    long bytes() {
        return bytes;
    }

    /** Whether all bytes that were looked at are those that were sent at their places. */
    boolean asSent() {
        return asSent;
    }

    @Override
    public void onHead(ResponseHead head, ResponseFlow flow) {
        asSent &= head.status() == 200;
    }

    @Override
    public void onBody(ByteBuffer chunk) {
        long before = bytes;
        if (chunk.hasRemaining()) {
            asSent &= isAt(before, chunk.get(chunk.position()));
            asSent &= isAt(before + chunk.remaining() - 1, chunk.get(chunk.limit() - 1));
        }
        bytes = before + chunk.remaining();
    }

    private static boolean isAt(long place, byte value) {
        return Bodies.mebibyte()[(int) (place % Bodies.MIB)] == value;
    }
}
