package io.arangobatch.transport.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The threads on which a transport runs: event loops, its own or the caller's, and a few helpers for what may block (resolving a host,
 * checking a certificate), which no event loop must do.
 */
final class EventLoops {

    private static final int MOST_LOOPS = 8;
    private static final int MOST_HELPERS = 4;
    private static final long HELPER_IDLE_SECONDS = 5;

    private final SocketKind kind;
    private final Supplier<EventLoop> next;
    private final BooleanSupplier currentIsLoop;
    private final List<EventLoop> owned;
    private final TransportThreads threads;
    private final ThreadPoolExecutor helpers;

    private EventLoops(
            SocketKind kind,
            Supplier<EventLoop> next,
            BooleanSupplier currentIsLoop,
            List<EventLoop> owned,
            TransportThreads threads) {
        this.kind = kind;
        this.next = next;
        this.currentIsLoop = currentIsLoop;
        this.owned = owned;
        this.threads = threads;
        this.helpers = new ThreadPoolExecutor(
                MOST_HELPERS,
                MOST_HELPERS,
                HELPER_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads.named("helper"));
        helpers.allowCoreThreadTimeOut(true);
    }

    /**
     * Makes event loops on threads of our own. They stand alone, not in a Netty group, because the end of a group is announced on Netty's
     * process-wide executor, whose thread would outlive the transport.
     */
    static EventLoops ofOurOwn() {
        SocketKind kind = SocketKind.best();
        TransportThreads threads = new TransportThreads();
        ThreadFactory factory = threads.named("io");
        int count = Math.min(Runtime.getRuntime().availableProcessors(), MOST_LOOPS);
        List<EventLoop> loops =
                Stream.generate(() -> newLoop(kind, factory)).limit(count).toList();
        AtomicInteger turn = new AtomicInteger();
        Supplier<EventLoop> next = () -> loops.get(Math.floorMod(turn.getAndIncrement(), count));
        return new EventLoops(kind, next, () -> false, loops, threads);
    }

    @SuppressWarnings("NullAway") // Netty allows an event loop without a parent but does not annotate it
    private static EventLoop newLoop(SocketKind kind, ThreadFactory factory) {
        return new SingleThreadIoEventLoop(null, factory, kind.handlers());
    }

    static EventLoops ofCaller(EventLoopGroup loops, SocketKind kind) {
        return new EventLoops(kind, loops::next, () -> holdsCurrent(loops), List.of(), new TransportThreads());
    }

    private static boolean holdsCurrent(EventLoopGroup loops) {
        for (EventExecutor loop : loops) {
            if (loop.inEventLoop()) {
                return true;
            }
        }
        return false;
    }

    SocketKind kind() {
        return kind;
    }

    EventLoop next() {
        return next.get();
    }

    Executor helpers() {
        return helpers;
    }

    boolean ownCurrentThread() {
        return threads.ownCurrent() || currentIsLoop.getAsBoolean();
    }

    /** Begins to end what is ours; the loops still run what was handed to them before. */
    void shutDown() {
        helpers.shutdownNow();
        owned.forEach(loop -> loop.shutdownGracefully(0, 1, TimeUnit.SECONDS));
    }

    void awaitEnd(long deadlineNanos) throws InterruptedException {
        threads.join(deadlineNanos);
    }
}
