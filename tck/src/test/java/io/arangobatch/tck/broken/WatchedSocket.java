package io.arangobatch.tck.broken;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** Knows whether the TCP connection has ended: the TLS socket of the JDK above it hides an end without close_notify. */
final class WatchedSocket extends Socket {

    private volatile boolean endSeen;

    boolean endSeen() {
        return endSeen;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                return noted(super.read());
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return noted(super.read(bytes, from, length));
            }
        };
    }

    private int noted(int read) {
        endSeen |= read < 0;
        return read;
    }
}
