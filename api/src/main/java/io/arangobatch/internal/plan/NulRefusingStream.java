package io.arangobatch.internal.plan;

import io.arangobatch.ArangoRequestException;
import io.arangobatch.internal.buffer.ByteScan;
import io.arangobatch.request.ArangoRequest;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Servers up to 3.11 stop looking for the end of a part at a NUL, which would ruin the whole batch; so every body is looked through. JSON has none, but a serializer
 * may write raw values.
 */
final class NulRefusingStream extends OutputStream {

    private final OutputStream out;
    private final ArangoRequest<?> request;

    NulRefusingStream(OutputStream out, ArangoRequest<?> request) {
        this.out = out;
        this.request = request;
    }

    @Override
    public void write(int b) throws IOException {
        if ((byte) b == 0) {
            throw refused();
        }
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        if (ByteScan.indexOf((byte) 0, bytes, offset, end) < end) {
            throw refused();
        }
        out.write(bytes, offset, length);
    }

    private ArangoRequestException refused() {
        return new ArangoRequestException(
                request
                        + " was not queued: its body holds a NUL byte, at which servers cut a batch; run it by itself, with execute");
    }
}
