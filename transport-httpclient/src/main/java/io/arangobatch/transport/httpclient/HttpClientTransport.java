package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Pipeline;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportConfig;
import io.arangobatch.spi.TransportRequest;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The door of this module: starts the engine at the first exchange and stops it once. */
final class HttpClientTransport implements Transport {

    private final TransportConfig config;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Engine engine;
    private boolean closed;

    HttpClientTransport(TransportConfig config) {
        this.config = config;
    }

    @Override
    public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(sink, "sink");
        return SingleUse.start(runningEngine(), request, sink);
    }

    @Override
    public Pipeline pipeline(Endpoint endpoint) {
        return new HttpPipeline(this::runningEngine, Objects.requireNonNull(endpoint, "endpoint"));
    }

    @Override
    public boolean isIoThread() {
        return Thread.currentThread() instanceof TransportThread thread && thread.belongsTo(this);
    }

    @Override
    public void close() {
        Engine running = markClosed();
        if (running != null) {
            running.stop(!isIoThread());
        }
    }

    private Engine runningEngine() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the transport is closed");
            }
            if (engine == null) {
                engine = new Engine(config, this);
            }
            return engine;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Engine markClosed() {
        lock.lock();
        try {
            closed = true;
            Engine running = engine;
            engine = null;
            return running;
        } finally {
            lock.unlock();
        }
    }
}
