package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.TransportConfig;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;

/** Everything that lives from the first exchange to the close: threads, timers, pool, and what is under way. */
final class Engine {

    /** One thread serves thousands of connections; a second keeps TLS and slow sinks from holding up the rest. */
    private static final int IO_THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    /** How many names are resolved at a time; that alone blocks. */
    private static final int WORKERS = 4;

    private static final TimeValue STOP_WITHIN = TimeValue.ofSeconds(3);
    private static final System.Logger LOG = System.getLogger(Engine.class.getName());

    private final TransportConfig config;
    private final Timers timers;
    private final ExecutorService workers;
    private final DefaultConnectingIOReactor reactor;
    private final ConnectionPool pool;
    private final Connector connector;
    private final Set<Work> works = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    Engine(TransportConfig config, Object owner) {
        this.config = config;
        timers = new Timers(owner);
        workers = newWorkers(owner);
        pool = new ConnectionPool(config, timers);
        reactor = new DefaultConnectingIOReactor(
                new ConnectionFactory(pool),
                IOReactorConfig.custom()
                        .setIoThreadCount(IO_THREADS)
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .build(),
                TransportThread.factory(owner, "io"),
                null,
                this::report,
                null,
                null);
        connector = new Connector(config, reactor, workers, timers);
        reactor.start();
    }

    private static ExecutorService newWorkers(Object owner) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                TransportThread.factory(owner, "worker"),
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    TransportConfig config() {
        return config;
    }

    Timers timers() {
        return timers;
    }

    ConnectionPool pool() {
        return pool;
    }

    Connector connector() {
        return connector;
    }

    void add(Work work) {
        works.add(work);
        if (stopped) {
            work.abortByClose();
        }
    }

    void remove(Work work) {
        works.remove(work);
    }

    boolean isStopped() {
        return stopped;
    }

    void stop(boolean mayWait) {
        stopped = true;
        works.forEach(Work::abortByClose);
        pool.close();
        timers.stop();
        workers.shutdownNow();
        if (mayWait) {
            reactor.initiateShutdown();
            awaitIoThreads();
        }
        reactor.close(CloseMode.IMMEDIATE);
    }

    /** What the library has nobody else to tell. While it is being torn down it complains of its closed selector. */
    private void report(Exception failure) {
        if (!stopped) {
            LOG.log(System.Logger.Level.WARNING, "an I/O thread met an unexpected failure", failure);
        }
    }

    private void awaitIoThreads() {
        try {
            reactor.awaitShutdown(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
