package io.arangobatch.scripted;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Pipeline;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportRequest;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A transport in memory. A script, run on the transport's own thread, plays the server; or the test does it by hand, step by step. */
public final class ScriptedTransport implements Transport {

    static final long PATIENCE_SECONDS = 20;

    /** The name of the thread on which answers arrive. */
    public static final String IO_THREAD = "scripted-io";

    private final Consumer<ScriptedExchange> script;
    private final List<ScriptedExchange> exchanges = new CopyOnWriteArrayList<>();
    private final BlockingQueue<ScriptedExchange> arrivals = new LinkedBlockingQueue<>();
    private final AtomicInteger closes = new AtomicInteger();
    private final List<ScriptedPipeline> pipelines = new CopyOnWriteArrayList<>();
    private volatile boolean writesAhead;
    private final ExecutorService io = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, IO_THREAD);
        thread.setDaemon(true);
        return thread;
    });

    private ScriptedTransport(Consumer<ScriptedExchange> script) {
        this.script = script;
    }

    /** Every exchange is played by the same script. */
    public static ScriptedTransport playing(Consumer<ScriptedExchange> script) {
        return new ScriptedTransport(script);
    }

    /** The first exchange is played by the first script and so on; there must be no more exchanges than scripts. */
    @SafeVarargs
    public static ScriptedTransport playingInOrder(Consumer<ScriptedExchange>... scripts) {
        AtomicInteger next = new AtomicInteger();
        return new ScriptedTransport(exchange -> scripts[next.getAndIncrement()].accept(exchange));
    }

    /** Nothing happens to an exchange until the test makes it happen. */
    public static ScriptedTransport byHand() {
        return new ScriptedTransport(exchange -> {});
    }

    /** From now on pipelines hand requests over ahead of the answers, each pipeline over a connection of its own. */
    public ScriptedTransport writingAhead() {
        writesAhead = true;
        return this;
    }

    @Override
    public Pipeline pipeline(Endpoint endpoint) {
        if (!writesAhead) {
            return Transport.super.pipeline(endpoint);
        }
        requireOpen();
        ScriptedPipeline pipeline = new ScriptedPipeline(this);
        pipelines.add(pipeline);
        return pipeline;
    }

    /** The pipelines so far. */
    public List<ScriptedPipeline> pipelines() {
        return pipelines;
    }

    @Override
    public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        ScriptedExchange exchange = new ScriptedExchange(request, sink, this, null);
        begin(exchange);
        return exchange.future();
    }

    void begin(ScriptedExchange exchange) {
        requireOpen();
        exchanges.add(exchange);
        io.execute(() -> {
            arrivals.add(exchange);
            play(exchange);
        });
    }

    private void requireOpen() {
        if (closes.get() > 0) {
            throw new IllegalStateException("the scripted transport is closed");
        }
    }

    private void play(ScriptedExchange exchange) {
        try {
            script.accept(exchange);
        } catch (Throwable e) {
            exchange.fail(e);
        }
    }

    @Override
    public boolean isIoThread() {
        return Thread.currentThread().getName().equals(IO_THREAD);
    }

    @Override
    public void close() {
        if (closes.incrementAndGet() == 1) {
            exchanges.forEach(exchange -> exchange.fail(
                    new TransportException(Phase.RECEIVE, exchange.wasSent(), "the scripted transport was closed")));
            io.shutdown();
        }
    }

    /** How often it was closed. */
    public int closes() {
        return closes.get();
    }

    /** All exchanges so far. */
    public List<ScriptedExchange> exchanges() {
        return exchanges;
    }

    /** The only exchange so far. */
    public ScriptedExchange onlyExchange() {
        if (exchanges.size() != 1) {
            throw new AssertionError("expected one exchange, but there are " + exchanges.size());
        }
        return exchanges.get(0);
    }

    /** Waits for an exchange that nobody has waited for yet. */
    public ScriptedExchange nextExchange() {
        try {
            ScriptedExchange next = arrivals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no exchange began");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for an exchange", e);
        }
    }

    /** Does something on the thread on which answers arrive, without waiting for it. */
    void onIoThreadLater(Runnable work) {
        io.execute(work);
    }

    /** Does something on the thread on which answers arrive, and waits for it. */
    public void onIoThread(Runnable work) {
        if (isIoThread()) {
            work.run();
        } else {
            Await.value(CompletableFuture.runAsync(work, io));
        }
    }
}
