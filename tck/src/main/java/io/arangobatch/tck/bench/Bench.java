package io.arangobatch.tck.bench;

import io.arangobatch.BatchCarrier;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Pipeline;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.TckOptions;
import io.arangobatch.tck.TckUse;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.scripted.DeadEnds;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * What one run of a test works with. Whatever it makes is closed after the test, the youngest first: servers that a test makes
 * before its transport outlive it.
 */
public final class Bench implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(Bench.class.getName());

    private final TransportProvider provider;
    private final TckOptions options;
    private final TckUse use;
    private final Threads threads = new Threads();
    private final Deque<ScriptedServer> servers = new ArrayDeque<>();
    private final Deque<AutoCloseable> made = new ArrayDeque<>();
    private final ArangoSource source;
    private @Nullable Transport transport;
    private @Nullable Arango arango;

    public Bench(TransportProvider provider, TckOptions options, TckUse use) {
        this(provider, options, use, ArangoSource.embedded());
    }

    public Bench(TransportProvider provider, TckOptions options, TckUse use, ArangoSource source) {
        this.provider = provider;
        this.options = options;
        this.use = use;
        this.source = source;
    }

    public TransportProvider provider() {
        return provider;
    }

    public TckOptions options() {
        return options;
    }

    public TckUse use() {
        return use;
    }

    public Duration patience() {
        return options.patience();
    }

    /** A timeout that is meant to run out. */
    public Duration brief() {
        return options.brief();
    }

    /** Threads that came since the test began. */
    public Threads threads() {
        return threads;
    }

    /** Settings whose timeouts no test is meant to reach. */
    public Settings settings() {
        return Settings.roomy(options.patience());
    }

    /** The transport of tests that need but one with ordinary settings. */
    public Transport transport() {
        if (transport == null) {
            transport = open(settings());
        }
        return transport;
    }

    public Transport open(Settings settings) {
        return closing(provider.open(settings));
    }

    /** The ArangoDB of tests over the whole driver: embedded, or the real one if the run has the URL of one. */
    public Arango arango() {
        if (arango == null) {
            arango = outliving(source.open(provider, options));
        }
        return arango;
    }

    /** The embedded server, for tests that break it or look into it; skips the test when a real server is used. */
    public EmbeddedArango embedded() {
        skipWithRealServer();
        return arango().embedded().orElseThrow(() -> new IllegalStateException("without a URL the server is embedded"));
    }

    /** What close promises has tests of its own: a transport that cannot close would otherwise fail every test. */
    private void closeIfAble(AutoCloseable opened) {
        try {
            closeWithin(opened, options.patience());
        } catch (AssertionError broken) {
            LOGGER.log(Level.DEBUG, "closing after a test failed", broken);
        }
    }

    public ScriptedServer server(Script script) {
        skipWithRealServer();
        return own(ScriptedServer.start(script));
    }

    public ScriptedServer server(ScriptedServer.Builder builder) {
        skipWithRealServer();
        return own(builder.start());
    }

    /** Skips tests that are about what a server of the kit's own does. */
    void skipWithRealServer() {
        source.address()
                .ifPresent(address -> Assumptions.abort(
                        "skipped: needs a server of the kit's own, which does what the test says; this run is against "
                                + address));
    }

    /** Skips tests that are about the call to the batch endpoint when commits travel otherwise. */
    public void skipWithoutBatchCalls() {
        if (options.carrier() != BatchCarrier.MULTIPART) {
            Assumptions.abort("skipped: is about the call to the batch endpoint; this run commits by "
                    + options.carrier() + " to " + options.serverVersion());
        }
    }

    private ScriptedServer own(ScriptedServer server) {
        servers.push(server);
        return server;
    }

    /** An address that refuses connections. */
    public Endpoint refusing() {
        return deadEnds().refusing();
    }

    /** An address where a TCP connect hangs; skips the test where the system has none. */
    public Endpoint silent() {
        return deadEnds()
                .silent()
                .orElseGet(
                        () -> Assumptions.abort(
                                "skipped: this system accepts loopback connections beyond the backlog, so none can be made to hang"));
    }

    private DeadEnds deadEnds() {
        return outliving(new DeadEnds());
    }

    /** The whole driver over the transport under test. */
    public Driver driver() {
        return new Driver(this);
    }

    /** Has something closed after the test, before whatever was made earlier, and fails if that hangs. */
    public <T extends AutoCloseable> T closing(T one) {
        made.push(() -> closeIfAble(one));
        return one;
    }

    /** Has something closed after the test, when all transports and connections are closed. */
    public <T extends AutoCloseable> T outliving(T one) {
        made.addLast(one);
        return one;
    }

    public Request request(ScriptedServer server) {
        return request(server.endpoint());
    }

    public Request request(Endpoint endpoint) {
        return new Request(endpoint, options.patience());
    }

    public Call exchange(Request request) {
        return exchange(transport(), request, new Recorder());
    }

    public Call exchange(Request request, Recorder recorder) {
        return exchange(transport(), request, recorder);
    }

    public Call exchange(Transport over, Request request) {
        return exchange(over, request, new Recorder());
    }

    public Call exchange(Transport over, Request request, Recorder recorder) {
        long begun = System.nanoTime();
        return new Call(over.exchange(request.build(), recorder), recorder, use, options.patience(), begun).listening();
    }

    /** A pipeline over the ordinary transport, closed after the test. */
    public Pipeline pipeline(ScriptedServer server) {
        return closing(transport().pipeline(server.endpoint()));
    }

    public Call exchange(Pipeline over, Request request) {
        return exchange(over, request, new Recorder());
    }

    public Call exchange(Pipeline over, Request request, Recorder recorder) {
        long begun = System.nanoTime();
        return new Call(over.exchange(request.build(), recorder), recorder, use, options.patience(), begun).listening();
    }

    /** Makes exchanges one after another: from the test's thread, or each from the callback in which the one before ended. */
    public List<Call> inTurn(Transport over, List<Request> requests) {
        return use == TckUse.BLOCKING ? fromHere(over, requests) : fromCallbacks(over, requests);
    }

    private List<Call> fromHere(Transport over, List<Request> requests) {
        List<Call> calls = new ArrayList<>();
        for (Request request : requests) {
            Call call = exchange(over, request);
            call.await();
            calls.add(call);
        }
        return calls;
    }

    private List<Call> fromCallbacks(Transport over, List<Request> requests) {
        List<CompletableFuture<Call>> calls = new ArrayList<>();
        CompletableFuture<?> before = CompletableFuture.completedFuture(null);
        for (Request request : requests) {
            CompletableFuture<Call> next =
                    before.handle((ended, broken) -> ended).thenApply(ended -> exchange(over, request));
            calls.add(next);
            before = next.thenCompose(call -> call.future().handle((ended, broken) -> call));
        }
        return calls.stream().map(this::within).toList();
    }

    /** Waits for a future of the kit's own. */
    public <T> T within(CompletableFuture<T> future) {
        try {
            return future.get(options.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception broken) {
            throw new AssertionError(
                    "expected: the step before ends within the kit's patience; came: " + broken, broken);
        }
    }

    /** Closes a transport or a connection and fails if that does not return in time. */
    public static void closeWithin(AutoCloseable one, Duration patience) {
        FutureTask<Void> closing = new FutureTask<>(() -> {
            one.close();
            return null;
        });
        Thread closer = new Thread(closing, "tck-closer");
        closer.setDaemon(true);
        closer.start();
        try {
            closing.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            AssertionError stuck = new AssertionError("expected: close() returns within " + patience.toMillis()
                    + " ms; came: it hangs where the stack trace of this error points");
            stuck.setStackTrace(closer.getStackTrace());
            throw stuck;
        } catch (Exception broken) {
            throw new AssertionError("expected: close() returns; came: " + broken, broken);
        }
    }

    /** Closes what the test made, the transports first, and reports scripts that broke by themselves. */
    @Override
    public void close() {
        List<RuntimeException> faults = new ArrayList<>();
        try {
            for (AutoCloseable one : made) {
                one.close();
            }
        } catch (Exception broken) {
            throw new AssertionError("cannot close what the test made", broken);
        } finally {
            for (ScriptedServer server : servers) {
                faults.addAll(server.faults());
                server.close();
            }
        }
        if (!faults.isEmpty()) {
            throw new AssertionError("a script of the kit's server broke: " + faults, faults.get(0));
        }
    }
}
