package io.arangobatch.internal.transport;

import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportRequest;
import java.util.concurrent.CompletableFuture;

/** A transport that only remembers whether it was closed. */
public final class FakeTransport implements Transport {

    private boolean closed;

    @Override
    public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        throw new UnsupportedOperationException("this transport is never used");
    }

    @Override
    public boolean isIoThread() {
        return false;
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean closed() {
        return closed;
    }
}
