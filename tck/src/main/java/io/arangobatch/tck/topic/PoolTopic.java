package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.tck.TckLevel;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Call;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.server.scripted.ReceivedRequest;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The pool of connections: its limit, who waits how long, and many users at once. */
public abstract class PoolTopic {

    private static final int THREADS = 16;
    private static final int EACH = 25;

    @TckTest(
            id = "pool.limit",
            contract = "No more than maxConnections are open to an endpoint at a time.",
            check = "Whether connections that are being made count against the limit.")
    void limit(Bench bench) {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                while (true) {
                    connection.readRequest();
                    connection.await(gate);
                    connection.send(Http.OK);
                }
            } finally {
                now.decrementAndGet();
            }
        });
        Transport transport = bench.open(bench.settings().maxConnections(3));
        List<Call> calls = Stream.generate(() -> bench.exchange(transport, bench.request(server)))
                .limit(20)
                .toList();
        server.awaitRequests(3, bench.patience());
        gate.countDown();
        calls.forEach(Call::answer);
        assertThat(most.get())
                .as("connections open at the same time, of 3 allowed")
                .isEqualTo(3);
    }

    @TckTest(
            id = "pool.acquire-timeout",
            contract =
                    "An exchange that waits longer than acquireTimeout for a connection fails in phase CONNECT, and the message "
                            + "tells how many are leased and idle and how many wait.",
            check = "Whether the timeout of the pool is set from acquireTimeout, and how its exception is translated.")
    void acquireTimeout(Bench bench) {
        ScriptedServer server = stalling(bench);
        Transport transport = bench.open(bench.settings().maxConnections(2).acquireTimeout(bench.brief()));
        bench.exchange(transport, bench.request(server));
        bench.exchange(transport, bench.request(server));
        server.awaitRequests(2, bench.patience());
        Call waiting = bench.exchange(transport, bench.request(server));
        TransportException failure = waiting.failure(Phase.CONNECT, false);
        Within.assertTook(bench, waiting, bench.brief());
        String message = String.valueOf(failure.getMessage());
        assertThat(message)
                .as("message of the exception")
                .containsIgnoringCase("leased")
                .containsIgnoringCase("idle")
                .containsIgnoringCase("wait")
                .contains("2")
                .contains(String.valueOf(server.endpoint().port()));
        assertThat(server.requests()).as("requests at the server").hasSize(2);
    }

    @TckTest(
            id = "pool.acquire-timeout-alone",
            contract = "An exchange that gave up waiting takes no connection later, and does not disturb the others.",
            check = "Whether the one that waits is taken out of the queue when its time is over.")
    void acquireTimeoutAlone(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = gated(bench, gate);
        Transport transport = bench.open(bench.settings().maxConnections(1).acquireTimeout(bench.brief()));
        Call first = bench.exchange(transport, bench.request(server).target("/first"));
        server.awaitRequests(1, bench.patience());
        bench.exchange(transport, bench.request(server).target("/late")).failure(Phase.CONNECT, false);
        gate.countDown();
        first.answer();
        bench.exchange(transport, bench.request(server).target("/next")).answer();
        assertThat(targets(server)).as("targets that arrived").containsExactly("/first", "/next");
    }

    @TckTest(
            id = "pool.acquire-no-limit",
            contract = "An acquireTimeout of zero means no limit.",
            check = "Whether zero is taken for no time at all.")
    void acquireNoLimit(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = gated(bench, gate);
        Transport transport = bench.open(bench.settings().maxConnections(1).acquireTimeout(Duration.ZERO));
        Call first = bench.exchange(transport, bench.request(server));
        Call second = bench.exchange(transport, bench.request(server));
        server.awaitRequests(1, bench.patience());
        gate.countDown();
        first.answer();
        second.answer();
    }

    @TckTest(
            id = "pool.fair",
            contract = "Those who wait for a connection get one in the order in which they came.",
            check = "Whether the queue of the pool is a queue.")
    void fair(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = gated(bench, gate);
        Transport transport = bench.open(bench.settings().maxConnections(1));
        List<String> order =
                IntStream.range(0, 12).mapToObj(index -> "/" + index).toList();
        List<Call> calls = new ArrayList<>();
        calls.add(bench.exchange(transport, bench.request(server).target(order.get(0))));
        server.awaitRequests(1, bench.patience());
        order.stream()
                .skip(1)
                .forEach(target -> calls.add(
                        bench.exchange(transport, bench.request(server).target(target))));
        gate.countDown();
        calls.forEach(Call::answer);
        assertThat(targets(server))
                .as("targets in the order in which they arrived")
                .isEqualTo(order);
    }

    @TckTest(
            id = "pool.endpoints-apart",
            contract = "The limit holds for each endpoint: one that is busy does not hold up another.",
            check = "Whether a limit for the whole client is set beside the one for each endpoint.")
    void endpointsApart(Bench bench) {
        ScriptedServer busy = stalling(bench);
        Transport transport = bench.open(bench.settings().maxConnections(1));
        bench.exchange(transport, bench.request(busy));
        bench.exchange(transport, bench.request(busy));
        busy.awaitRequests(1, bench.patience());
        for (int i = 0; i < 5; i++) {
            ScriptedServer other = bench.server(Script.answering(Http.ok("other")));
            assertThat(bench.exchange(transport, bench.request(other)).answer().body())
                    .as("body")
                    .isEqualTo("other");
        }
    }

    @TckTest(
            id = "pool.slot-free-after-failure",
            contract = "Every exchange that fails gives its place in the pool back.",
            check = "Whether each path out of an exchange releases the connection.")
    void slotFreeAfterFailure(Bench bench) {
        Script broken = connection -> {
            connection.readRequest();
            connection.reset();
        };
        ScriptedServer server = bench.server(
                ScriptedServer.builder().then(broken).then(broken).then(broken).always(Script.answering(Http.OK)));
        Transport transport = bench.open(bench.settings().maxConnections(1));
        for (int i = 0; i < 3; i++) {
            bench.exchange(transport, bench.request(server).method("POST")).failure();
        }
        bench.exchange(transport, bench.request(server)).answer();
    }

    @TckTest(
            id = "pool.slot-free-after-refusal",
            contract = "A connection that never came about gives its place in the pool back.",
            check = "Whether a failed connect releases what it had reserved.")
    void slotFreeAfterRefusal(Bench bench) {
        Transport transport = bench.open(
                bench.settings().maxConnections(1).acquireTimeout(bench.brief().multipliedBy(4)));
        Endpoint refusing = bench.refusing();
        for (int i = 0; i < 3; i++) {
            TransportException failure =
                    bench.exchange(transport, bench.request(refusing)).failure(Phase.CONNECT, false);
            assertThat(failure.getMessage()).as("message: refused, not starved").doesNotContainIgnoringCase("leased");
        }
    }

    @TckTest(
            id = "pool.slot-free-after-timeout",
            contract = "An exchange that ran out of time gives its place in the pool back.",
            check = "Whether a timeout closes the connection and releases its place.")
    void slotFreeAfterTimeout(Bench bench) {
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .then(connection -> {
                    connection.readRequest();
                    connection.awaitClientEnd();
                })
                .always(Script.answering(Http.OK)));
        Transport transport = bench.open(bench.settings().maxConnections(1));
        bench.exchange(transport, bench.request(server).responseTimeout(bench.brief()))
                .failure();
        bench.exchange(transport, bench.request(server)).answer();
    }

    @TckTest(
            id = "pool.idle-eviction",
            contract = "A connection that lies unused longer than idleTimeout is closed, though nothing else happens.",
            check = "Whether idle connections are evicted by a timer, not only when the next one is asked for.")
    void idleEviction(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        Transport transport = bench.open(bench.settings().idleTimeout(bench.brief()));
        bench.exchange(transport, bench.request(server)).answer();
        server.awaitOpen(0, bench.brief().plus(bench.options().slack()));
    }

    @TckTest(
            id = "pool.idle-no-limit",
            contract = "An idleTimeout of zero means no limit.",
            check = "Whether zero is taken for no time at all.")
    void idleNoLimit(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        Transport transport = bench.open(bench.settings().idleTimeout(Duration.ZERO));
        bench.inTurn(transport, List.of(bench.request(server), bench.request(server)))
                .forEach(Call::answer);
        assertThat(server.accepted()).as("connections for two requests in turn").isEqualTo(1);
    }

    @TckTest(
            id = "pool.busy-not-evicted",
            contract = "A connection in use is not idle, however long the answer takes.",
            check = "Whether idleTimeout runs while an exchange is under way.")
    void busyNotEvicted(Bench bench) {
        Duration idle = bench.brief();
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.pause(idle.multipliedBy(3));
            connection.send(Http.OK);
            connection.awaitClientEnd();
        });
        Transport transport = bench.open(bench.settings().idleTimeout(idle));
        assertThat(bench.exchange(transport, bench.request(server)).answer().body())
                .as("body")
                .isEqualTo("ok");
    }

    @TckTest(
            id = "pool.many-threads",
            contract = "Many threads may use one transport, and each gets its own answer.",
            check = "What is shared between exchanges without a lock.",
            level = TckLevel.STOCHASTIC)
    void manyThreads(Bench bench) {
        assertAllServed(bench, task -> {
            Thread thread = new Thread(task, "tck-user");
            thread.setDaemon(true);
            return thread;
        });
    }

    @TckTest(
            id = "pool.many-virtual-threads",
            contract = "Many virtual threads may use one transport, and each gets its own answer.",
            check = "Whether a virtual thread is pinned while it waits: synchronized around blocking calls.",
            level = TckLevel.STOCHASTIC)
    void manyVirtualThreads(Bench bench) {
        assertAllServed(bench, virtualThreads());
    }

    @TckTest(
            id = "pool.many-at-once",
            contract = "Hundreds of exchanges begun at once all end with their own answers.",
            check = "Whether the queue of those who wait is bounded, or an answer can go to another exchange.",
            level = TckLevel.STOCHASTIC)
    void manyAtOnce(Bench bench) {
        ScriptedServer server = bench.server(Script.serving(request -> Http.ok(request.target())));
        List<Call> calls = IntStream.range(0, 400)
                .mapToObj(index -> bench.exchange(bench.request(server).target("/" + index)))
                .toList();
        List<String> bodies = calls.stream().map(call -> call.answer().body()).toList();
        assertThat(bodies)
                .as("bodies: each request is answered with its target")
                .isEqualTo(
                        IntStream.range(0, 400).mapToObj(index -> "/" + index).toList());
    }

    private static void assertAllServed(Bench bench, ThreadFactory threads) {
        ScriptedServer server = bench.server(Script.serving(request -> Http.ok(request.target())));
        Transport transport = bench.transport();
        ExecutorService users = Executors.newFixedThreadPool(THREADS, threads);
        try {
            List<CompletableFuture<List<String>>> served = IntStream.range(0, THREADS)
                    .mapToObj(user ->
                            CompletableFuture.supplyAsync(() -> wronglyServed(bench, transport, server, user), users))
                    .toList();
            assertThat(served.stream()
                            .flatMap(future -> bench.within(future).stream())
                            .toList())
                    .as("requests that got another answer than their own")
                    .isEmpty();
            assertThat(server.requests()).as("requests at the server").hasSize(THREADS * EACH);
        } finally {
            users.shutdownNow();
        }
    }

    private static List<String> wronglyServed(Bench bench, Transport transport, ScriptedServer server, int user) {
        return IntStream.range(0, EACH)
                .mapToObj(index -> "/" + user + "/" + index)
                .filter(target -> !bench.exchange(
                                transport, bench.request(server).target(target))
                        .answer()
                        .body()
                        .equals(target))
                .toList();
    }

    /** By reflection, because the kit itself is Java 17. */
    private static ThreadFactory virtualThreads() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            return (ThreadFactory) type.getMethod("factory").invoke(builder);
        } catch (ReflectiveOperationException noneHere) {
            return Assumptions.abort("skipped: Java " + Runtime.version().feature() + " has no virtual threads");
        }
    }

    private static ScriptedServer stalling(Bench bench) {
        return bench.server(connection -> {
            connection.readRequest();
            connection.awaitClientEnd();
        });
    }

    private static ScriptedServer gated(Bench bench, CountDownLatch gate) {
        return bench.server(connection -> {
            while (true) {
                connection.readRequest();
                connection.await(gate);
                connection.send(Http.OK);
            }
        });
    }

    private static List<String> targets(ScriptedServer server) {
        return server.requests().stream().map(ReceivedRequest::target).toList();
    }
}
