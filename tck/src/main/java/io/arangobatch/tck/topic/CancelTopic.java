package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportCapability;
import io.arangobatch.tck.TckLevel;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Call;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.Recorder;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import io.arangobatch.tck.tls.Certificates;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Cancelling the future ends the exchange, wherever it is. */
public abstract class CancelTopic {

    @TckTest(
            id = "cancel.waiting",
            contract = "An exchange that is cancelled while it waits for a connection is never sent.",
            check = "Whether the one that waits is taken out of the queue of the pool.")
    void waiting(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            while (true) {
                connection.readRequest();
                connection.await(gate);
                connection.send(Http.OK);
            }
        });
        Transport transport = bench.open(bench.settings().maxConnections(1));
        Call first = bench.exchange(transport, bench.request(server).target("/first"));
        server.awaitRequests(1, bench.patience());
        Call cancelled = bench.exchange(transport, bench.request(server).target("/cancelled"));
        cancel(cancelled);
        gate.countDown();
        first.answer();
        bench.exchange(transport, bench.request(server).target("/next")).answer();
        assertThat(server.requests().stream().map(request -> request.target()).toList())
                .as("targets that arrived")
                .containsExactly("/first", "/next");
    }

    @TckTest(
            id = "cancel.connecting",
            contract = "An exchange that is cancelled while it connects gives its place in the pool back at once.",
            check = "Whether cancelling reaches a connect that is under way.")
    void connecting(Bench bench) {
        Endpoint silent = bench.silent();
        Transport transport = bench.open(bench.settings()
                .maxConnections(1)
                .acquireTimeout(bench.patience().multipliedBy(2)));
        cancel(bench.exchange(transport, bench.request(silent)));
        // Were the place still taken, the next would run out of time waiting for a connection, not connecting.
        Call next = bench.exchange(transport, bench.request(silent).totalTimeout(bench.brief()));
        assertThat(next.failure().getMessage())
                .as("message of the next exchange")
                .doesNotContainIgnoringCase("leased");
    }

    @TckTest(
            id = "cancel.handshake",
            contract = "An exchange that is cancelled during the TLS handshake closes its connection.",
            check = "Whether cancelling reaches a handshake that is under way.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void handshake(Bench bench) {
        ScriptedServer server = TimeTopic.silentTls(bench);
        Transport transport = bench.open(bench.settings().sslContext(Certificates.client()));
        Call call = bench.exchange(transport, bench.request(server));
        server.awaitAccepted(1, bench.patience());
        cancel(call);
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "cancel.sending",
            contract =
                    "An exchange that is cancelled while the request is written stops writing and closes its connection.",
            check = "Whether cancelling aborts the connection rather than letting the request run to its end.")
    void sending(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            connection.readHead();
            connection.await(gate);
            connection.awaitClientEnd();
        });
        Call call = bench.exchange(bench.request(server).method("POST").body(Bodies.mebibytes(256)));
        server.awaitRequests(1, bench.patience());
        cancel(call);
        gate.countDown();
        server.awaitOpen(0, bench.patience());
        assertThat(server.connections().get(0).bytesReceived())
                .as("bytes that the server got of 256 MiB")
                .isLessThan(128L * Bodies.MIB);
    }

    @TckTest(
            id = "cancel.before-head",
            contract = "An exchange that is cancelled while it waits for the answer closes its connection.",
            check = "Whether cancelling aborts the connection.")
    void beforeHead(Bench bench) {
        ScriptedServer server = silent(bench);
        Call call = bench.exchange(bench.request(server));
        server.awaitRequests(1, bench.patience());
        cancel(call);
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "cancel.within-body",
            contract = "An exchange that is cancelled within the body closes its connection.",
            check = "Whether cancelling aborts the connection rather than reading the answer to its end.")
    void withinBody(Bench bench) {
        ScriptedServer server = endless(bench);
        Call call = bench.exchange(bench.request(server));
        call.recorder().awaitBytes(1, bench.patience());
        cancel(call);
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "cancel.paused",
            contract = "An exchange that is cancelled while it is paused closes its connection.",
            check = "Whether an end is noticed while reading is switched off.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.BACK_PRESSURE)
    void paused(Bench bench) {
        ScriptedServer server = endless(bench);
        Call call = bench.exchange(bench.request(server), new Recorder().atHead((head, flow) -> flow.pause()));
        call.recorder().awaitHead(bench.patience());
        cancel(call);
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "cancel.from-the-sink",
            contract = "An exchange may be cancelled from within its sink.",
            check = "Whether cancelling waits for the call of the sink that is under way.")
    void fromTheSink(Bench bench) {
        ScriptedServer server = endless(bench);
        CountDownLatch known = new CountDownLatch(1);
        Call[] call = new Call[1];
        Recorder recorder = new Recorder().atHead((head, flow) -> {
            awaitQuietly(known);
            call[0].future().cancel(true);
        });
        call[0] = bench.exchange(bench.request(server), recorder);
        known.countDown();
        assertThat(call[0].thrown()).as("what the exchange ended with").isInstanceOf(CancellationException.class);
        server.awaitOpen(0, bench.patience());
        assertThat(recorder.calls()).as("calls of the sink").isEqualTo(1);
    }

    @TckTest(
            id = "cancel.silences-the-sink",
            contract = "After cancellation the sink is not called, but for a call under way.",
            check = "Whether what was read before is still delivered.")
    void silencesTheSink(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.await(gate);
            connection.send(Http.OK);
            connection.awaitClientEnd();
        });
        Call call = bench.exchange(bench.request(server));
        server.awaitRequests(1, bench.patience());
        cancel(call);
        gate.countDown();
        server.awaitOpen(0, bench.patience());
        Bench.closeWithin(bench.transport(), bench.patience());
        assertThat(call.recorder().calls()).as("calls of the sink").isZero();
    }

    @TckTest(
            id = "cancel.frees-the-slot",
            contract = "A cancelled exchange gives its place in the pool back.",
            check = "Whether cancelling releases the connection at each stage.")
    void freesTheSlot(Bench bench) {
        Script silent = connection -> {
            connection.readRequest();
            connection.awaitClientEnd();
        };
        ScriptedServer server = bench.server(
                ScriptedServer.builder().then(silent).then(silent).then(silent).always(Script.answering(Http.OK)));
        Transport transport = bench.open(bench.settings().maxConnections(1));
        for (int i = 1; i <= 3; i++) {
            Call call = bench.exchange(transport, bench.request(server));
            server.awaitRequests(i, bench.patience());
            cancel(call);
        }
        bench.exchange(transport, bench.request(server)).answer();
    }

    @TckTest(
            id = "cancel.alone",
            contract = "Cancelling one exchange leaves the others as they are.",
            check = "Whether more than the one connection is closed.")
    void alone(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.await(gate);
            connection.send(Http.OK);
            connection.awaitClientEnd();
        });
        List<Call> calls = Stream.generate(() -> bench.exchange(bench.request(server)))
                .limit(4)
                .toList();
        server.awaitRequests(4, bench.patience());
        cancel(calls.get(1));
        gate.countDown();
        List.of(0, 2, 3).forEach(index -> calls.get(index).answer());
    }

    @TckTest(
            id = "cancel.twice",
            contract = "Cancelling a second time has no effect.",
            check = "Whether the place in the pool is given back twice.")
    void twice(Bench bench) {
        ScriptedServer server = silent(bench);
        Transport transport = bench.open(bench.settings().maxConnections(1));
        Call call = bench.exchange(transport, bench.request(server));
        server.awaitRequests(1, bench.patience());
        cancel(call);
        cancel(call);
        server.awaitOpen(0, bench.patience());
        bench.exchange(transport, bench.request(server));
        bench.exchange(transport, bench.request(server));
        server.awaitRequests(2, bench.patience());
        assertThat(server.open()).as("open connections, of 1 allowed").isEqualTo(1);
    }

    @TckTest(
            id = "cancel.after-the-end",
            contract = "Cancelling after the end has no effect: the connection stays in the pool.",
            check = "Whether cancelling closes a connection that another exchange may have by then.")
    void afterTheEnd(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        Call call = bench.exchange(bench.request(server));
        call.answer();
        assertThat(call.future().cancel(true))
                .as("result of cancel after the end")
                .isFalse();
        bench.exchange(bench.request(server)).answer();
        assertThat(server.accepted()).as("connections accepted").isEqualTo(1);
    }

    @TckTest(
            id = "cancel.leaves-nothing",
            contract = "After cancelling and closing, no thread is left.",
            check = "Whether timers and threads of a cancelled exchange end.")
    void leavesNothing(Bench bench) {
        ScriptedServer server = silent(bench);
        for (int i = 1; i <= 3; i++) {
            Call call = bench.exchange(bench.request(server));
            server.awaitRequests(i, bench.patience());
            cancel(call);
        }
        Bench.closeWithin(bench.transport(), bench.patience());
        server.awaitOpen(0, bench.patience());
        bench.threads().awaitGone(bench.patience());
    }

    private static void cancel(Call call) {
        call.future().cancel(true);
        assertThat(call.thrown()).as("what the exchange ended with").isInstanceOf(CancellationException.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ScriptedServer silent(Bench bench) {
        return bench.server(connection -> {
            connection.readRequest();
            connection.awaitClientEnd();
        });
    }

    private static ScriptedServer endless(Bench bench) {
        return bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.okHead(Long.MAX_VALUE / 2));
            while (true) {
                connection.send(Bodies.mebibyte());
            }
        });
    }
}
