package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.tck.TckLevel;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.TckUse;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Call;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.Recorder;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import io.arangobatch.tck.tls.Certificates;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** What opening makes, what closing ends, and whose threads they are. */
public abstract class LifecycleTopic {

    private static final Pattern DEFAULT_NAME = Pattern.compile("Thread-\\d+|Timer-\\d+|pool-\\d+-thread-\\d+|");

    @TckTest(
            id = "lifecycle.open-makes-nothing",
            contract = "Neither threads nor connections are made before the first exchange.",
            check = "What the constructor of the transport starts.",
            uses = TckUse.BLOCKING)
    void openMakesNothing(Bench bench) {
        bench.open(bench.settings());
        assertThat(bench.threads().added().stream().map(Thread::getName).toList())
                .as("threads that came with open()")
                .isEmpty();
    }

    @TckTest(
            id = "lifecycle.close-unused",
            contract = "A transport that was never used can be closed.",
            check = "Whether close assumes that something was started.",
            uses = TckUse.BLOCKING)
    void closeUnused(Bench bench) {
        Bench.closeWithin(bench.open(bench.settings()), bench.options().slack());
    }

    @TckTest(
            id = "lifecycle.close-twice",
            contract = "Closing a second time has no effect.",
            check = "Whether close remembers that it was called.")
    void closeTwice(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        bench.exchange(bench.request(server)).answer();
        Bench.closeWithin(bench.transport(), bench.patience());
        Bench.closeWithin(bench.transport(), bench.options().slack());
    }

    @TckTest(
            id = "lifecycle.close-at-once-from-many",
            contract = "Several threads may close one transport at the same time.",
            check = "Whether close is guarded by one atomic step.",
            uses = TckUse.BLOCKING,
            level = TckLevel.STOCHASTIC)
    void closeAtOnceFromMany(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        bench.exchange(bench.request(server)).answer();
        List<CompletableFuture<Void>> closings = Stream.generate(
                        () -> CompletableFuture.runAsync(() -> Bench.closeWithin(bench.transport(), bench.patience())))
                .limit(4)
                .toList();
        closings.forEach(bench::within);
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "lifecycle.close-closes-connections",
            contract = "close closes the pooled connections.",
            check = "Whether the pool is closed.")
    void closeClosesConnections(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        bench.exchange(bench.request(server)).answer();
        Bench.closeWithin(bench.transport(), bench.patience());
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "lifecycle.close-while-receiving",
            contract = "close ends an exchange that waits for its answer, with a TransportException in phase RECEIVE.",
            check = "Whether close completes the futures of what is in flight, and with which phase.")
    void closeWhileReceiving(Bench bench) {
        ScriptedServer server = silent(bench);
        Call call = bench.exchange(bench.request(server));
        server.awaitRequests(1, bench.patience());
        Bench.closeWithin(bench.transport(), bench.patience());
        call.failure(Phase.RECEIVE, true);
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "lifecycle.close-within-body",
            contract = "close ends an exchange within its answer; it never makes half an answer a whole one.",
            check = "Whether the end of the connection by close is taken for the end of a body without a length.")
    void closeWithinBody(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.head("HTTP/1.1 200 OK") + "half");
            connection.awaitClientEnd();
        });
        Call call = bench.exchange(bench.request(server));
        call.recorder().awaitBytes(4, bench.patience());
        Bench.closeWithin(bench.transport(), bench.patience());
        call.failure(Phase.RECEIVE, true);
    }

    @TckTest(
            id = "lifecycle.close-while-sending",
            contract = "close ends an exchange that is being written, with requestSent false.",
            check = "Whether close completes the futures of what is in flight, and with which phase.")
    void closeWhileSending(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readHead();
            connection.stall();
        });
        Call call = bench.exchange(bench.request(server).method("POST").body(Bodies.mebibytes(64)));
        server.awaitRequests(1, bench.patience());
        Bench.closeWithin(bench.transport(), bench.patience());
        call.failure(Phase.SEND, false);
    }

    @TckTest(
            id = "lifecycle.close-while-waiting",
            contract = "close ends an exchange that waits for a connection, in phase CONNECT.",
            check = "Whether close completes the futures of those who wait.")
    void closeWhileWaiting(Bench bench) {
        ScriptedServer server = silent(bench);
        Transport transport = bench.open(bench.settings().maxConnections(1));
        bench.exchange(transport, bench.request(server));
        server.awaitRequests(1, bench.patience());
        Call call = bench.exchange(transport, bench.request(server));
        Bench.closeWithin(transport, bench.patience());
        call.failure(Phase.CONNECT, false);
        assertThat(server.requests()).as("requests at the server").hasSize(1);
    }

    @TckTest(
            id = "lifecycle.close-while-connecting",
            contract = "close ends an exchange that connects, in phase CONNECT.",
            check = "Whether close completes the futures of connects under way.")
    void closeWhileConnecting(Bench bench) {
        Endpoint silent = bench.silent();
        Call call = bench.exchange(bench.request(silent));
        Bench.closeWithin(bench.transport(), bench.patience());
        call.failure(Phase.CONNECT, false);
    }

    @TckTest(
            id = "lifecycle.close-from-the-sink",
            contract = "close may be called from within a sink, where it does not wait.",
            check = "Whether close waits for the very thread that called it.")
    void closeFromTheSink(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.okHead(100) + "half");
            connection.awaitClientEnd();
        });
        Transport transport = bench.transport();
        Call call = bench.exchange(bench.request(server), new Recorder().atBody(chunk -> transport.close()));
        call.failure(Phase.RECEIVE, true);
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "lifecycle.use-after-close",
            contract = "exchange throws IllegalStateException once the transport is closed.",
            check = "Whether exchange looks at the state before anything else, rather than failing the future.")
    void useAfterClose(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        bench.exchange(bench.request(server)).answer();
        Bench.closeWithin(bench.transport(), bench.patience());
        assertThatThrownBy(() -> bench.exchange(bench.request(server)))
                .as("what exchange throws")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(server.requests()).as("requests at the server").hasSize(1);
    }

    @TckTest(
            id = "lifecycle.use-after-close-unused",
            contract = "exchange throws IllegalStateException after close even if the transport was never used.",
            check = "Whether a transport that starts on first use can be started after close.")
    void useAfterCloseUnused(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        Bench.closeWithin(bench.transport(), bench.patience());
        assertThatThrownBy(() -> bench.exchange(bench.request(server)))
                .as("what exchange throws")
                .isInstanceOf(IllegalStateException.class);
    }

    @TckTest(
            id = "lifecycle.instances-apart",
            contract = "Closing one transport leaves the others of its provider as they are.",
            check = "Whether pools, threads or timers are shared between instances.")
    void instancesApart(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        Transport first = bench.open(bench.settings());
        Transport second = bench.open(bench.settings());
        bench.exchange(first, bench.request(server)).answer();
        bench.exchange(second, bench.request(server)).answer();
        assertThat(server.accepted()).as("connections of two transports").isEqualTo(2);
        Bench.closeWithin(first, bench.patience());
        bench.exchange(second, bench.request(server)).answer();
        assertThat(server.accepted())
                .as("connections accepted: the second's is used again")
                .isEqualTo(2);
    }

    @TckTest(
            id = "lifecycle.settings-apart",
            contract = "Each transport has its own settings.",
            check = "Whether settings are kept in a static field or in the provider.")
    void settingsApart(Bench bench) {
        ScriptedServer server = silent(bench);
        Transport narrow = bench.open(bench.settings().maxConnections(1));
        Transport wide = bench.open(bench.settings().maxConnections(3));
        for (int i = 0; i < 3; i++) {
            bench.exchange(narrow, bench.request(server));
            bench.exchange(wide, bench.request(server));
        }
        server.awaitRequests(4, bench.patience());
        assertThat(server.open())
                .as("connections of a transport with 1 and one with 3")
                .isEqualTo(4);
    }

    @TckTest(
            id = "lifecycle.threads-gone",
            contract = "After close, no thread that the transport created is left.",
            check = "Whether every executor, event loop and timer is ended, and close waits for them.")
    void threadsGone(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        bench.exchange(bench.request(server)).answer();
        Bench.closeWithin(bench.transport(), bench.patience());
        bench.threads().awaitGone(bench.patience());
    }

    @TckTest(
            id = "lifecycle.threads-daemon",
            contract = "The threads of a transport are daemons: a JVM ends though somebody forgot to close.",
            check = "The thread factories of every executor and event loop.")
    void threadsDaemon(Bench bench) {
        assertThat(threadsInUse(bench).stream()
                        .filter(thread -> !thread.isDaemon())
                        .map(Thread::getName)
                        .toList())
                .as("threads that are no daemons")
                .isEmpty();
    }

    @TckTest(
            id = "lifecycle.threads-named",
            contract = "The threads of a transport have names that tell whose they are.",
            check = "The thread factories of every executor and event loop.")
    void threadsNamed(Bench bench) {
        assertThat(threadsInUse(bench).stream()
                        .map(Thread::getName)
                        .filter(name -> DEFAULT_NAME.matcher(name).matches())
                        .toList())
                .as("names that tell nothing")
                .isEmpty();
    }

    @TckTest(
            id = "lifecycle.io-thread-in-sink",
            contract = "isIoThread is true within every call of the sink.",
            check = "Whether isIoThread knows all threads that call sinks.")
    void ioThreadInSink(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        Transport transport = bench.transport();
        CompletableFuture<Boolean> inHead = new CompletableFuture<>();
        CompletableFuture<Boolean> inBody = new CompletableFuture<>();
        Recorder recorder = new Recorder()
                .atHead((head, flow) -> inHead.complete(transport.isIoThread()))
                .atBody(chunk -> inBody.complete(transport.isIoThread()));
        bench.exchange(bench.request(server), recorder).answer();
        assertThat(bench.within(inHead)).as("isIoThread in onHead").isTrue();
        assertThat(bench.within(inBody)).as("isIoThread in onBody").isTrue();
    }

    @TckTest(
            id = "lifecycle.io-thread-elsewhere",
            contract = "isIoThread is false on threads that are not the transport's, at any time.",
            check = "What isIoThread looks at; it must work before the first exchange and after close.",
            uses = TckUse.BLOCKING)
    void ioThreadElsewhere(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        assertThat(bench.transport().isIoThread())
                .as("isIoThread before the first exchange")
                .isFalse();
        bench.exchange(bench.request(server)).answer();
        assertThat(bench.transport().isIoThread())
                .as("isIoThread after an exchange")
                .isFalse();
        Bench.closeWithin(bench.transport(), bench.patience());
        assertThat(bench.transport().isIoThread()).as("isIoThread after close").isFalse();
    }

    @TckTest(
            id = "lifecycle.ssl-context-stays",
            contract = "The SSLContext that the caller gave is usable after close.",
            check = "Whether close destroys what it does not own.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void sslContextStays(Bench bench) {
        SSLContext given = Certificates.client();
        ScriptedServer server = bench.server(
                ScriptedServer.builder().tls(Certificates.validServer()).always(Script.answering(Http.OK)));
        for (int i = 0; i < 2; i++) {
            Transport transport = bench.open(bench.settings().sslContext(given));
            bench.exchange(transport, bench.request(server)).answer();
            Bench.closeWithin(transport, bench.patience());
        }
    }

    private static List<Thread> threadsInUse(Bench bench) {
        ScriptedServer server = silent(bench);
        bench.exchange(bench.request(server));
        server.awaitRequests(1, bench.patience());
        return bench.threads().added();
    }

    private static ScriptedServer silent(Bench bench) {
        return bench.server(connection -> {
            connection.readRequest();
            connection.awaitClientEnd();
        });
    }
}
