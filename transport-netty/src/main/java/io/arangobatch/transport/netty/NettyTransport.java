package io.arangobatch.transport.netty;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Pipeline;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportConfig;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportRequest;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Admits exchanges and pipelines, hands each to the pool of its endpoint, and knows everything that is to be closed. */
final class NettyTransport implements Transport {

    private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(4);

    private final TransportConfig config;
    private final Supplier<EventLoops> loopsMaker;
    private final Set<Work> live = ConcurrentHashMap.newKeySet();
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

    /** Guards the four fields beneath; held for moments only, never while anything is called back. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Endpoint, EndpointPool> pools = new HashMap<>();
    private @Nullable Connecting connecting;
    private volatile @Nullable EventLoops loops;
    private boolean closed;

    NettyTransport(TransportConfig config, Supplier<EventLoops> loopsMaker) {
        this.config = config;
        this.loopsMaker = loopsMaker;
    }

    static NettyTransport on(EventLoopGroup callersLoops, TransportConfig config) {
        SocketKind kind = SocketKind.of(callersLoops)
                .orElseThrow(
                        () -> new ArangoConfigurationException(
                                "the given " + callersLoops.getClass().getName()
                                        + " runs neither NIO, epoll nor kqueue: pass a MultiThreadIoEventLoopGroup with the handler of one of these"));
        return new NettyTransport(config, () -> EventLoops.ofCaller(callersLoops, kind));
    }

    @Override
    public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(sink, "sink");
        NettyExchange exchange;
        try {
            exchange = admit(
                    request.endpoint(),
                    (pool, loop) -> new NettyExchange(request, sink, pool, loop, live::remove, null));
        } catch (TransportException noLoops) {
            return CompletableFuture.failedFuture(noLoops);
        }
        exchange.start();
        return exchange.future();
    }

    @Override
    public Pipeline pipeline(Endpoint endpoint) {
        return new NettyPipeline(this, Objects.requireNonNull(endpoint, "endpoint"));
    }

    /**
     * Begins a work, which is closed with this transport until it is {@linkplain #forget forgotten}.
     *
     * @param begin is told where the work runs
     * @throws IllegalStateException if this transport is closed
     * @throws TransportException if there are no event loops
     */
    <W extends Work> W admit(Endpoint endpoint, BiFunction<EndpointPool, EventLoop, W> begin) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("this transport is closed");
            }
            Connecting means = connecting();
            EndpointPool pool = pools.computeIfAbsent(endpoint, to -> new EndpointPool(to, means));
            W work = begin.apply(pool, means.loops().next());
            live.add(work);
            return work;
        } finally {
            lock.unlock();
        }
    }

    void forget(Work ended) {
        live.remove(ended);
    }

    private Connecting connecting() {
        if (connecting == null) {
            EventLoops made = makeLoops();
            loops = made;
            connecting = new Connecting(config, made, channels);
        }
        return connecting;
    }

    private EventLoops makeLoops() {
        try {
            return loopsMaker.get();
        } catch (RuntimeException noResources) { // such as too many open files
            String problem = "the event loops cannot be made: " + Failures.messageOf(noResources);
            throw new TransportException(TransportException.Phase.CONNECT, false, problem, noResources);
        }
    }

    @Override
    public boolean isIoThread() {
        EventLoops made = loops;
        return made != null && made.ownCurrentThread();
    }

    @Override
    public void close() {
        List<EndpointPool> open = beginClosing();
        EventLoops made = loops;
        if (open.isEmpty() || made == null) {
            return;
        }
        open.forEach(EndpointPool::close);
        live.forEach(Work::abort);
        if (made.ownCurrentThread()) {
            made.shutDown();
        } else {
            shutDownAndWait(made);
        }
    }

    /** Returns the pools to close; none if there are none or another call has come first. */
    private List<EndpointPool> beginClosing() {
        lock.lock();
        try {
            List<EndpointPool> open = closed ? List.of() : List.copyOf(pools.values());
            closed = true;
            return open;
        } finally {
            lock.unlock();
        }
    }

    private void shutDownAndWait(EventLoops made) {
        long deadline = System.nanoTime() + CLOSING_NANOS;
        try {
            for (Work work : live) {
                work.awaitEnd(deadline);
            }
            for (Channel channel : channels) {
                channel.closeFuture().await(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
            made.shutDown();
            made.awaitEnd(deadline);
        } catch (InterruptedException interrupted) {
            made.shutDown();
            Thread.currentThread().interrupt();
        }
    }
}
