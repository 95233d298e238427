package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.tck.TckLevel;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Call;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.InLine;
import io.arangobatch.tck.bench.Recorder;
import io.arangobatch.tck.bench.Request;
import io.arangobatch.tck.bench.Window;
import io.arangobatch.tck.server.scripted.ReceivedRequest;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Requests written ahead of the answers: their order, both directions at once, time, and the one connection that they share. */
public abstract class PipelineAheadTopic {

    private static final int[] SIZES = {0, 1, 300, 0, 5_000, 70_000, 20, 0};

    @TckTest(
            id = "pipeline.ahead",
            contract = "Requests are written before the answer to the first has come.",
            check = "Whether a request waits for the answer to the one before.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void ahead(Bench bench) {
        ScriptedServer server = bench.server(answeringAfter(5));
        InLine line = new InLine(bench, server).add(5);
        server.awaitRequests(5, bench.patience());
        assertThat(line.awaitAll()).as("order of the ends").isEqualTo(List.of(1, 2, 3, 4, 5));
        line.call(5).answer();
    }

    @TckTest(
            id = "pipeline.order-on-the-wire",
            contract =
                    "2,000 requests of mixed sizes, 8 at a time ahead of the answers, arrive in the order of the calls.",
            check =
                    "Whether a request can overtake another that still waits to be written, for one without a body above all.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void orderOnTheWire(Bench bench) {
        ScriptedServer server =
                bench.server(Script.serving(request -> Http.ok(request.target() + " " + request.body().length)));
        List<Request> requests = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String target = "/" + i;
            RequestBody body = RequestBody.of(new byte[SIZES[i % SIZES.length]]);
            targets.add(target);
            requests.add(bench.request(server)
                    .method(body.length() == 0 ? "GET" : "POST")
                    .target(target)
                    .body(body));
        }
        List<Call> calls = new Window(bench, bench.pipeline(server), 8).run(requests);
        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).answer().body())
                    .as("answer to request %d", i)
                    .isEqualTo(targets.get(i) + " " + SIZES[i % SIZES.length]);
        }
        assertThat(server.requests())
                .extracting(ReceivedRequest::target)
                .as("order at the server")
                .isEqualTo(targets);
        assertThat(server.accepted()).as("connections accepted").isEqualTo(1);
    }

    @TckTest(
            id = "pipeline.both-ways",
            contract = "Large requests and large answers pass each other: answers are read while requests are written.",
            check =
                    "Whether reading waits for the end of writing, so that both sides wait for ever for the other to read.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void bothWays(Bench bench) {
        int size = 8;
        ScriptedServer server = bench.server(connection -> {
            while (true) {
                connection.drain(connection.readHead().contentLength());
                connection.send(Http.okHead((long) size * Bodies.MIB));
                for (int i = 0; i < size; i++) {
                    connection.send(Bodies.mebibyte());
                }
            }
        });
        InLine line = new InLine(bench, server);
        for (int i = 0; i < 4; i++) {
            line.add(line.request().method("POST").body(Bodies.mebibytes(size)));
        }
        for (int number = 1; number <= 4; number++) {
            assertThat(line.call(number).answer().checksum())
                    .as("CRC-32 of answer %d", number)
                    .isEqualTo(Bodies.checksum(size));
        }
    }

    @TckTest(
            id = "pipeline.glued",
            contract = "Answers that come in one packet are told apart.",
            check = "What becomes of bytes behind the end of an answer.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void glued(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            read(connection::readRequest, 4);
            connection.send(Http.ok("one")
                    + Http.head("HTTP/1.1 204 No Content")
                    + Http.chunkedHead()
                    + Http.chunk("three")
                    + Http.lastChunk()
                    + Http.ok("four"));
            connection.awaitClientEnd();
        });
        InLine line = new InLine(bench, server).add(4);
        assertThat(line.call(1).answer().body()).as("first answer").isEqualTo("one");
        assertThat(line.call(2).answer().body()).as("second answer").isEmpty();
        assertThat(line.call(3).answer().body()).as("third answer").isEqualTo("three");
        assertThat(line.call(4).answer().body()).as("fourth answer").isEqualTo("four");
    }

    @TckTest(
            id = "pipeline.split",
            contract = "Answers that come in many small packets are put together, also across their borders.",
            check = "Whether a read that ends one answer and begins another is dealt out right.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void split(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            read(connection::readRequest, 3);
            connection.drip(
                    Http.ok("one") + Http.chunkedHead() + Http.chunk("two") + Http.lastChunk() + Http.ok("three"),
                    7,
                    Duration.ZERO);
            connection.awaitClientEnd();
        });
        InLine line = new InLine(bench, server).add(3);
        assertThat(line.call(1).answer().body()).as("first answer").isEqualTo("one");
        assertThat(line.call(2).answer().body()).as("second answer").isEqualTo("two");
        assertThat(line.call(3).answer().body()).as("third answer").isEqualTo("three");
    }

    @TckTest(
            id = "pipeline.interim",
            contract = "Interim answers between the answers are skipped.",
            check = "Whether a 1xx is taken for the answer to the next request.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void interim(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            read(connection::readRequest, 2);
            String hint = Http.head("HTTP/1.1 103 Early Hints", "Link: </x>");
            connection.send(hint + Http.ok("one") + hint + hint + Http.ok("two"));
            connection.awaitClientEnd();
        });
        InLine line = new InLine(bench, server).add(2);
        assertThat(line.call(1).answer().body()).as("first answer").isEqualTo("one");
        assertThat(line.call(2).answer().body()).as("second answer").isEqualTo("two");
    }

    @TckTest(
            id = "pipeline.paused",
            contract =
                    "A paused sink holds the server back and the answers behind its own; resume lets all of them come.",
            check = "Whether pause belongs to the exchange whose sink called it, and its end undoes it.",
            level = TckLevel.CAPABILITY,
            requires = {TransportCapability.PIPELINING, TransportCapability.BACK_PRESSURE})
    void paused(Bench bench) {
        int size = 64;
        ScriptedServer server = bench.server(connection -> {
            while (true) {
                connection.readRequest();
                connection.send(Http.okHead((long) size * Bodies.MIB));
                for (int i = 0; i < size; i++) {
                    connection.send(Bodies.mebibyte());
                }
            }
        });
        InLine line = new InLine(bench, server);
        Recorder first = new Recorder().atHead((head, flow) -> flow.pause());
        line.add(line.request(), first);
        line.add(1);
        first.awaitHead(bench.patience());
        assertThat(server.awaitIfEver(() -> server.connections().get(0).bytesSent() > 32L * Bodies.MIB, bench.brief()))
                .as("the server could send more than 32 of 64 MiB though the first consumer is paused")
                .isFalse();
        assertThat(line.call(2).recorder().calls())
                .as("calls of the second sink")
                .isZero();
        first.flow().resume();
        for (int number = 1; number <= 2; number++) {
            assertThat(line.call(number).answer().checksum())
                    .as("CRC-32 of answer %d", number)
                    .isEqualTo(Bodies.checksum(size));
        }
    }

    @TckTest(
            id = "pipeline.paused-at-the-end",
            contract = "A sink that pauses and has its whole answer already does not hold the next one back.",
            check = "Whether a pause ends with its exchange.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void pausedAtTheEnd(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            read(connection::readRequest, 2);
            connection.send(Http.ok("one"));
            connection.await(gate);
            connection.send(Http.ok("two"));
            connection.awaitClientEnd();
        });
        InLine line = new InLine(bench, server);
        line.add(
                line.request(),
                new Recorder().atBody(chunk -> line.call(1).recorder().flow().pause()));
        line.add(1);
        line.call(1).recorder().awaitBytes(3, bench.patience());
        if (!server.awaitIfEver(() -> line.call(1).future().isDone(), bench.brief())) {
            line.call(1).recorder().flow().resume(); // a transport may tell the end only then
        }
        line.call(1).answer();
        gate.countDown();
        assertThat(line.call(2).answer().body()).as("second answer").isEqualTo("two");
    }

    @TckTest(
            id = "pipeline.silence",
            contract =
                    "When the server falls silent within the line, the exchange that waits ends by its responseTimeout.",
            check = "Whether each exchange that becomes the foremost begins to count the silence.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void silence(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.ok("one"));
            connection.awaitClientEnd();
        });
        InLine line = new InLine(bench, server);
        for (int i = 0; i < 3; i++) {
            line.add(line.request().responseTimeout(bench.brief()));
        }
        assertThat(line.call(1).answer().body()).as("answer before the silence").isEqualTo("one");
        line.expectLost(2);
        line.expectLost(3);
        line.expectRefusal();
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "pipeline.silence-behind",
            contract = "The silence of an exchange is not counted before the answer to the one before it has ended.",
            check = "When the time of silence begins for a request that was written ahead.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void silenceBehind(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            read(connection::readRequest, 2);
            connection.await(gate);
            connection.send(Http.ok("one") + Http.ok("two"));
            connection.awaitClientEnd();
        });
        InLine line = new InLine(bench, server).add(1);
        line.add(line.request().responseTimeout(bench.brief()));
        server.awaitRequests(2, bench.patience());
        assertThat(server.awaitIfEver(() -> server.open() == 0, bench.brief().multipliedBy(3)))
                .as("the connection is closed while the first answer is awaited")
                .isFalse();
        gate.countDown();
        assertThat(line.call(2).answer().body()).as("second answer").isEqualTo("two");
    }

    @TckTest(
            id = "pipeline.total-behind",
            contract =
                    "The totalTimeout of an exchange counts from the call and ends it at once, without harm to those before it.",
            check = "Whether the time runs while the exchange waits behind others, and whom it ends.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void totalBehind(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            read(connection::readRequest, 2);
            connection.await(gate);
            connection.send(Http.ok("one") + Http.ok("two"));
            connection.awaitClientEnd();
        });
        InLine line = new InLine(bench, server).add(1);
        line.add(line.request().totalTimeout(bench.brief()));
        line.add(1);
        line.expectLost(2);
        assertThat(line.ended()).as("ends so far").isEqualTo(List.of(2));
        gate.countDown();
        assertThat(line.call(1).answer().body()).as("first answer").isEqualTo("one");
        line.call(3).failure();
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "pipeline.holds-connection",
            contract = "A pipeline holds its one connection, and its place in the pool, until it is closed.",
            check = "Whether the connection goes back between two exchanges, or the place is freed too early.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void holdsConnection(Bench bench) {
        ScriptedServer server = bench.server(PipelineTopic.echo());
        var transport = bench.open(bench.settings().maxConnections(1).acquireTimeout(bench.brief()));
        InLine line = new InLine(bench, server, bench.closing(transport.pipeline(server.endpoint()))).add(3);
        line.awaitAll();
        bench.exchange(transport, bench.request(server)).failure(Phase.CONNECT, false);
        line.add(1).call(4).answer();
        line.pipeline().close();
        bench.exchange(transport, bench.request(server)).answer();
        assertThat(server.accepted()).as("connections accepted").isEqualTo(1);
    }

    /** Reads so many requests, then answers them, and so on. */
    private static Script answeringAfter(int count) {
        return connection -> {
            while (true) {
                List<String> targets = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    targets.add(connection.readRequest().target());
                }
                for (String target : targets) {
                    connection.send(Http.ok(target));
                }
            }
        };
    }

    static void read(Step step, int times) throws java.io.IOException {
        for (int i = 0; i < times; i++) {
            step.take();
        }
    }

    /** What a script does several times. */
    @FunctionalInterface
    interface Step {
        Object take() throws java.io.IOException;
    }
}
