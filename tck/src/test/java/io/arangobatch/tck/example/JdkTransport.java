package io.arangobatch.tck.example;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportConfig;
import io.arangobatch.spi.TransportRequest;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One client of the JDK, a limit of connections for each endpoint, and the exchanges in flight. */
final class JdkTransport implements Transport {

    private static final int SECONDS_TO_CLOSE = 3;

    private final TransportConfig config;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Endpoint, Slots> slots = new ConcurrentHashMap<>();
    private final Set<JdkExchange> inFlight = ConcurrentHashMap.newKeySet();
    private @Nullable Engine engine;
    private boolean closed;

    JdkTransport(TransportConfig config) {
        this.config = config;
    }

    @Override
    public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        Engine started = engine();
        Slots shared = slots.computeIfAbsent(
                request.endpoint(), endpoint -> new Slots(endpoint, config.maxConnections(), started.workers()));
        JdkExchange exchange = new JdkExchange(request, sink, started, shared);
        inFlight.add(exchange);
        exchange.end().whenComplete((nothing, failure) -> inFlight.remove(exchange));
        exchange.begin(config.acquireTimeout());
        return exchange.end();
    }

    private Engine engine() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("this transport is closed; open another one");
            }
            if (engine == null) {
                engine = Engine.start(this, config);
            }
            return engine;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isIoThread() {
        return Thread.currentThread() instanceof Worker worker && worker.transport == this;
    }

    @Override
    public void close() {
        Engine started = markClosed();
        slots.values().forEach(Slots::close);
        inFlight.forEach(exchange -> exchange.abort("the transport was closed"));
        if (started != null) {
            started.stop(!isIoThread());
        }
    }

    private @Nullable Engine markClosed() {
        lock.lock();
        try {
            closed = true;
            return engine;
        } finally {
            lock.unlock();
        }
    }

    /** What only a transport in use needs. */
    record Engine(HttpClient client, ExecutorService workers, ScheduledThreadPoolExecutor timers) {

        static Engine start(JdkTransport owner, TransportConfig config) {
            ExecutorService workers = Executors.newCachedThreadPool(task -> new Worker(owner, task));
            ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, task -> new Worker(owner, task));
            timers.setRemoveOnCancelPolicy(true);
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(workers);
            if (!config.connectTimeout().isZero()) {
                builder.connectTimeout(config.connectTimeout());
            }
            config.sslContext().ifPresent(builder::sslContext);
            return new Engine(builder.build(), workers, timers);
        }

        void stop(boolean wait) {
            timers.shutdownNow();
            workers.shutdown();
            if (wait) {
                awaitEnd(workers);
                awaitEnd(timers);
            }
        }

        private static void awaitEnd(ExecutorService executor) {
            try {
                if (!executor.awaitTermination(SECONDS_TO_CLOSE, TimeUnit.SECONDS)) {
                    List<Runnable> neverRun = executor.shutdownNow();
                    neverRun.clear();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Knows its transport, so that {@link #isIoThread} can tell. */
    private static final class Worker extends Thread {

        private final JdkTransport transport;

        Worker(JdkTransport transport, Runnable task) {
            super(task, "arangobatch-jdk-example");
            this.transport = transport;
            setDaemon(true);
        }
    }
}
