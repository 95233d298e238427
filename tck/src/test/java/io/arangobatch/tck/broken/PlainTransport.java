package io.arangobatch.tck.broken;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Pipeline;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportConfig;
import io.arangobatch.spi.TransportRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** HTTP over blocking sockets, a thread for each exchange. Keeps every promise but the one that its fault names. */
final class PlainTransport implements Transport {

    private static final Endpoint ANY = new Endpoint("any", 1, false);

    private final TransportConfig config;
    private final Fault fault;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Endpoint, PlainPool> pools = new ConcurrentHashMap<>();
    private final Set<PlainExchange> inFlight = ConcurrentHashMap.newKeySet();
    private final Set<PlainPipeline> pipelines = ConcurrentHashMap.newKeySet();
    private @Nullable Engine engine;
    private boolean closed;

    PlainTransport(TransportConfig config, Fault fault) {
        this.config = config;
        this.fault = fault;
    }

    @Override
    public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        Engine started = engine();
        PlainExchange exchange = new PlainExchange(request, sink, config, started, pool(request.endpoint(), started));
        inFlight.add(exchange);
        exchange.end().whenComplete((nothing, failure) -> leave(exchange));
        exchange.begin();
        return exchange.end();
    }

    @Override
    public Pipeline pipeline(Endpoint endpoint) {
        if (!fault.pipelines() || fault == Fault.CLAIMS_TO_PIPELINE) {
            return Transport.super.pipeline(endpoint);
        }
        Engine started = engine();
        PlainPipeline pipeline = new PlainPipeline(endpoint, config, started, pool(endpoint, started));
        pipelines.add(pipeline);
        return pipeline;
    }

    private PlainPool pool(Endpoint to, Engine started) {
        return pools.computeIfAbsent(
                fault == Fault.HAS_ONE_LIMIT_FOR_ALL ? ANY : to,
                endpoint -> new PlainPool(endpoint, config.maxConnections(), config.idleTimeout(), started));
    }

    private void leave(PlainExchange exchange) {
        inFlight.remove(exchange);
        if (fault == Fault.CANCEL_ENDS_OTHERS && exchange.end().isCancelled()) {
            inFlight.forEach(other -> other.fail("another exchange was cancelled"));
        }
    }

    /** Starts a thread though nothing is to be done yet: a fault. */
    void warmUp() {
        engine().workers().execute(() -> {});
    }

    private Engine engine() {
        lock.lock();
        try {
            if (closed && fault != Fault.WORKS_AFTER_CLOSE) {
                throw new IllegalStateException("this transport is closed; open another one");
            }
            if (engine == null || closed) {
                closed = false;
                pools.clear();
                engine = Engine.start(this, fault);
            }
            return engine;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isIoThread() {
        return switch (fault) {
            case KNOWS_NO_IO_THREAD -> false;
            case TAKES_ALL_FOR_IO_THREADS -> true;
            default -> Engine.Worker.isOf(this);
        };
    }

    @Override
    public void close() {
        Engine started = markClosed();
        pools.values().forEach(PlainPool::close);
        if (fault == Fault.SPOILS_THE_SSL_CONTEXT) {
            config.sslContext().ifPresent(Tls::spoil);
        }
        if (fault == Fault.CLOSE_LEAVES_EXCHANGES) {
            return;
        }
        inFlight.forEach(exchange -> exchange.fail("the transport was closed"));
        pipelines.forEach(PlainPipeline::abort);
        if (started != null) {
            started.stop(!Engine.Worker.isOf(this));
        }
    }

    private @Nullable Engine markClosed() {
        lock.lock();
        try {
            if (closed && fault == Fault.CLOSES_ONLY_ONCE) {
                throw new IllegalStateException("closed already");
            }
            closed = true;
            return engine;
        } finally {
            lock.unlock();
        }
    }
}
