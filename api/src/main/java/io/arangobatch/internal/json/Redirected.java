package io.arangobatch.internal.json;

import java.io.IOException;
import java.io.OutputStream;

/** Lets a generator, which is bound to one stream for its life, write to another one for each value. */
final class Redirected extends OutputStream {

    private OutputStream target = OutputStream.nullOutputStream();

    void to(OutputStream other) {
        target = other;
    }

    @Override
    public void write(int b) throws IOException {
        target.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        target.write(bytes, offset, length);
    }
}
