package io.arangobatch.internal.plan;

import io.arangobatch.ArangoRequestException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Servers up to 3.11 stop looking for the end of a part at a NUL, which would ruin the whole batch; so every body is looked through. JSON has none, but a serializer
 * may write raw values.
 */
final class NulRefusingStream extends FilterOutputStream {

    private final String request;

    NulRefusingStream(OutputStream out, String request) {
        super(out);
        this.request = request;
    }

    @Override
    public void write(int b) throws IOException {
        refuse(b);
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            refuse(bytes[i]);
        }
        out.write(bytes, offset, length);
    }

    private void refuse(int b) {
        if ((byte) b == 0) {
            throw new ArangoRequestException(
                    request
                            + " was not queued: its body holds a NUL byte, at which servers cut a batch; run it by itself, with execute");
        }
    }
}
