package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Pipeline;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.tck.TckLevel;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.TckUse;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Call;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.InLine;
import io.arangobatch.tck.bench.Recorder;
import io.arangobatch.tck.bench.Request;
import io.arangobatch.tck.server.scripted.ReceivedRequest;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What a pipeline promises over every transport, whether it writes ahead or waits for each answer. */
public abstract class PipelineTopic {

    private static final int MANY = 50;
    private static final int REFUSALS = 2_000;

    @TckTest(
            id = "pipeline.order",
            contract = "Requests arrive, and futures complete, in the order of the calls.",
            check = "Whether each request is written behind the one before, and each end told before the next.")
    void order(Bench bench) {
        ScriptedServer server = bench.server(echo());
        InLine line = new InLine(bench, server).add(MANY);
        List<Integer> numbers = IntStream.rangeClosed(1, MANY).boxed().toList();
        assertThat(line.awaitAll()).as("order of the ends").isEqualTo(numbers);
        assertThat(server.requests())
                .extracting(ReceivedRequest::target)
                .as("order of the requests")
                .isEqualTo(numbers.stream().map(number -> "/" + number).toList());
    }

    @TckTest(
            id = "pipeline.own-answer",
            contract = "Each sink gets the answer to its own request, and all of it.",
            check = "How answers are matched with sinks, also when they are without a body or in chunks.")
    void ownAnswer(Bench bench) {
        ScriptedServer server = bench.server(Script.serving(request -> switch (request.method()) {
            case "HEAD" -> Http.okHead(1_000);
            case "DELETE" -> Http.head("HTTP/1.1 204 No Content");
            case "PATCH" -> Http.chunkedHead() + Http.chunk(request.target()) + Http.lastChunk();
            case "PUT" -> Http.answer("HTTP/1.1 404 Not Found", request.target());
            default -> Http.ok(request.target() + new String(request.body(), StandardCharsets.ISO_8859_1));
        }));
        InLine line = new InLine(bench, server);
        List<String> methods = List.of("HEAD", "GET", "DELETE", "POST", "PATCH", "PUT", "HEAD", "PATCH", "GET");
        methods.forEach(method -> line.add(
                method.equals("POST")
                        ? line.request().method(method).body("!")
                        : line.request().method(method)));
        for (int number = 1; number <= methods.size(); number++) {
            String expected = switch (methods.get(number - 1)) {
                case "HEAD", "DELETE" -> "";
                case "POST" -> "/" + number + "!";
                default -> "/" + number;
            };
            assertThat(line.call(number).answer().body())
                    .as("body of the answer to request %d", number)
                    .isEqualTo(expected);
        }
        assertThat(line.call(6).answer().head().status())
                .as("status of the 404")
                .isEqualTo(404);
    }

    @TckTest(
            id = "pipeline.sink-in-turn",
            contract = "The sink of an exchange is not called before the future of the one before has completed.",
            check = "Whether the next answer is handed on before the end of the one before is told.")
    void sinkInTurn(Bench bench) {
        ScriptedServer server = bench.server(echo());
        InLine line = new InLine(bench, server);
        List<Integer> tooEarly = new CopyOnWriteArrayList<>();
        for (int i = 1; i <= MANY; i++) {
            int number = i;
            Call before = number == 1 ? null : line.call(number - 1);
            line.add(line.request(), new Recorder().atHead((head, flow) -> {
                        if (before != null && !before.future().isDone()) {
                            tooEarly.add(number);
                        }
                    }));
        }
        line.awaitAll();
        line.call(MANY).answer();
        assertThat(tooEarly).as("sinks that were called too early").isEmpty();
    }

    @TckTest(
            id = "pipeline.from-callback",
            contract = "The next request may be given from the callback in which an exchange ends.",
            check = "Whether the end of an exchange is told while a lock is held or before it is accounted for.",
            uses = TckUse.ASYNCHRONOUS)
    void fromCallback(Bench bench) {
        ScriptedServer server = bench.server(echo());
        Pipeline pipeline = bench.pipeline(server);
        List<String> bodies = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        next(bench, pipeline, bench.request(server), bodies, done);
        bench.within(done);
        assertThat(bodies).as("answers").hasSize(20).containsOnly("/x");
    }

    private static void next(
            Bench bench, Pipeline pipeline, Request request, List<String> bodies, CompletableFuture<Void> done) {
        Call call = bench.exchange(pipeline, request.target("/x"));
        call.future().whenComplete((nothing, failure) -> {
            bodies.add(failure == null ? call.recorder().body() : failure.toString());
            if (bodies.size() < 20) {
                next(bench, pipeline, request, bodies, done);
            } else {
                done.complete(null);
            }
        });
    }

    @TckTest(
            id = "pipeline.break",
            contract =
                    "When an exchange breaks, those before it keep their answers, and those after it end with a TransportException.",
            check =
                    "Whether the end of the connection ends every exchange in line, and no answer that was whole is lost.")
    void breaks(Bench bench) {
        ScriptedServer server = bench.server(ScriptedServer.builder().then(connection -> {
            connection.readRequest();
            connection.send(Http.ok("one"));
            connection.readRequest();
            connection.close();
        }));
        InLine line = new InLine(bench, server);
        for (int i = 0; i < 4; i++) {
            line.add(line.request().method("POST").body("once"));
        }
        assertThat(line.call(1).answer().body()).as("answer before the break").isEqualTo("one");
        line.expectLost(2);
        line.call(3).failure();
        line.call(4).failure();
        assertThat(line.ended()).as("order of the ends").isEqualTo(List.of(1, 2, 3, 4));
        line.expectRefusal();
        assertThat(server.accepted()).as("connections accepted").isEqualTo(1);
    }

    @TckTest(
            id = "pipeline.refused",
            contract =
                    "When no connection comes about, the first exchange ends in phase CONNECT, those behind it unsent.",
            check = "What becomes of requests that wait for the connection of the first.")
    void refused(Bench bench) {
        Endpoint refusing = bench.refusing();
        Pipeline pipeline = bench.closing(bench.transport().pipeline(refusing));
        Request request = bench.request(refusing);
        Call first = bench.exchange(pipeline, request);
        List<Call> behind = IntStream.range(0, 3)
                .mapToObj(i -> bench.exchange(pipeline, request))
                .toList();
        assertThat(first.failure().phase()).as("phase of the first").isEqualTo(Phase.CONNECT);
        behind.forEach(call -> assertThat(call.failure().requestSent())
                .as("requestSent of one behind it")
                .isFalse());
    }

    @TckTest(
            id = "pipeline.refused-often",
            contract =
                    "However the threads meet, whoever waits for the first exchange does not keep the end from those behind it.",
            check =
                    "Whether what follows the end of the first waits for dependents of its future, which any waiting thread may be about to run.",
            level = TckLevel.STOCHASTIC)
    void refusedOften(Bench bench) {
        Endpoint refusing = bench.refusing();
        Request request = bench.request(refusing);
        for (int round = 0; round < REFUSALS; round++) {
            try (Pipeline pipeline = bench.transport().pipeline(refusing)) {
                Call first = bench.exchange(pipeline, request);
                Call behind = bench.exchange(pipeline, request);
                // Waiting on the future itself: who does so may run what depends on it.
                assertThatThrownBy(() -> first.future().get(bench.patience().toMillis(), TimeUnit.MILLISECONDS))
                        .as("end of the first")
                        .hasCauseInstanceOf(TransportException.class);
                behind.failure();
            }
        }
    }

    @TckTest(
            id = "pipeline.cancel",
            contract =
                    "When an exchange is cancelled, those after it end with a TransportException, and the connection is closed.",
            check = "Whether cancelling reaches the connection, and what waits behind.")
    void cancel(Bench bench) {
        ScriptedServer server = bench.server(Script.once(""));
        InLine line = new InLine(bench, server).add(3);
        server.awaitRequests(1, bench.patience());
        line.call(1).future().cancel(true);
        line.call(2).failure();
        line.call(3).failure();
        assertThat(line.call(1).recorder().calls()).as("calls of the sink").isZero();
        line.expectRefusal();
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "pipeline.cancel-behind",
            contract = "Cancelling an exchange does no harm to those before it; those after it end when these have.",
            check = "Whether the connection is closed before the answers to earlier requests are in.")
    void cancelBehind(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(gated(gate));
        InLine line = new InLine(bench, server).add(4);
        server.awaitRequests(1, bench.patience());
        line.call(3).future().cancel(true);
        line.expectRefusal();
        gate.countDown();
        assertThat(line.call(1).answer().body()).as("first answer").isEqualTo("/1");
        assertThat(line.call(2).answer().body()).as("second answer").isEqualTo("/2");
        line.call(4).failure();
        assertThat(line.ended()).as("order of the ends").containsSubsequence(1, 2, 4);
    }

    @TckTest(
            id = "pipeline.sink-throws",
            contract =
                    "What a sink throws ends its exchange; those after it end with a TransportException and see no answer.",
            check = "Whether the rest of the answer is taken for the next, or the pipeline goes on.")
    void sinkThrows(Bench bench) {
        ScriptedServer server = bench.server(Script.serving(request -> Http.ok(request.target())));
        IllegalStateException thrown = new IllegalStateException("the sink wants no more");
        InLine line = new InLine(bench, server).add(1);
        line.add(line.request(), new Recorder().atHead((head, flow) -> {
                    throw thrown;
                }));
        line.add(2);
        assertThat(line.call(1).answer().body()).as("answer before").isEqualTo("/1");
        assertThat(line.call(2).thrown())
                .as("end of the exchange whose sink threw")
                .isSameAs(thrown);
        for (int number = 3; number <= 4; number++) {
            line.call(number).failure();
            assertThat(line.call(number).recorder().calls())
                    .as("calls of sink %d", number)
                    .isZero();
        }
        line.expectRefusal();
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "pipeline.other-endpoint",
            contract = "A request for another endpoint is refused with an IllegalArgumentException and does no harm.",
            check = "Whether the endpoint of each request is compared with that of the pipeline.")
    void otherEndpoint(Bench bench) {
        ScriptedServer server = bench.server(echo());
        InLine line = new InLine(bench, server).add(1);
        assertThatThrownBy(() -> bench.exchange(line.pipeline(), bench.request(bench.refusing())))
                .as("a request for another endpoint")
                .isInstanceOf(IllegalArgumentException.class);
        line.add(1);
        assertThat(line.call(2).answer().body()).as("next answer").isEqualTo("/2");
    }

    @TckTest(
            id = "pipeline.opens-nothing",
            contract = "Nothing is opened before the first exchange, and a pipeline without one can be closed.",
            check = "When the connection is taken from the pool.")
    void opensNothing(Bench bench) {
        ScriptedServer server = bench.server(echo());
        Pipeline unused = bench.pipeline(server);
        bench.exchange(bench.request(server)).answer();
        unused.close();
        assertThat(server.accepted()).as("connections accepted").isEqualTo(1);
    }

    @TckTest(
            id = "pipeline.use-after-close",
            contract = "A closed pipeline, or one whose transport is closed, refuses with an IllegalStateException.",
            check = "Whether closing is remembered.")
    void useAfterClose(Bench bench) {
        ScriptedServer server = bench.server(echo());
        InLine line = new InLine(bench, server).add(1);
        line.call(1).answer();
        line.pipeline().close();
        line.pipeline().close();
        assertThatThrownBy(() -> line.add(line.request()))
                .as("a request after the pipeline was closed")
                .isInstanceOf(IllegalStateException.class);
        Transport transport = bench.open(bench.settings());
        InLine other = new InLine(bench, server, bench.closing(transport.pipeline(server.endpoint()))).add(1);
        other.call(1).answer();
        Bench.closeWithin(transport, bench.patience());
        assertThatThrownBy(() -> other.add(other.request()))
                .as("a request after the transport was closed")
                .isInstanceOf(IllegalStateException.class);
    }

    @TckTest(
            id = "pipeline.close-ends-all",
            contract = "Closing a pipeline ends what is under way with a TransportException and closes the connection.",
            check = "Whether close reaches what was sent, what waits, and the socket.")
    void closeEndsAll(Bench bench) {
        ScriptedServer server = bench.server(Script.once(""));
        InLine line = new InLine(bench, server).add(3);
        server.awaitRequests(1, bench.patience());
        line.pipeline().close();
        line.expectLost(1);
        line.call(2).failure();
        line.call(3).failure();
        assertThat(line.ended()).as("order of the ends").isEqualTo(List.of(1, 2, 3));
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "pipeline.transport-close-ends-all",
            contract = "Closing the transport ends all exchanges of its pipelines with a TransportException.",
            check = "Whether the transport knows the exchanges of its pipelines, and the connections that these hold.")
    void transportCloseEndsAll(Bench bench) {
        ScriptedServer server = bench.server(Script.once(""));
        Transport transport = bench.open(bench.settings());
        InLine line = new InLine(bench, server, bench.closing(transport.pipeline(server.endpoint()))).add(3);
        server.awaitRequests(1, bench.patience());
        Bench.closeWithin(transport, bench.patience());
        for (int number = 1; number <= 3; number++) {
            line.call(number).failure();
        }
        assertThat(line.ended()).as("order of the ends").isEqualTo(List.of(1, 2, 3));
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "pipeline.gives-back",
            contract = "After close the connection is in the pool, and the next exchange uses it.",
            check = "Whether close gives the connection back when all of its exchanges have ended properly.")
    void givesBack(Bench bench) {
        ScriptedServer server = bench.server(echo());
        Transport transport = bench.open(bench.settings().maxConnections(1));
        InLine line = new InLine(bench, server, bench.closing(transport.pipeline(server.endpoint()))).add(3);
        line.awaitAll();
        line.pipeline().close();
        Request next = bench.request(server).target("/next");
        assertThat(bench.exchange(transport, next).answer().body())
                .as("answer to the next exchange")
                .isEqualTo("/next");
        InLine another = new InLine(bench, server, bench.closing(transport.pipeline(server.endpoint()))).add(1);
        assertThat(another.call(1).answer().body())
                .as("answer on the next pipeline")
                .isEqualTo("/1");
        assertThat(server.accepted()).as("connections accepted").isEqualTo(1);
    }

    static Script echo() {
        return Script.serving(request -> Http.ok(request.target()));
    }

    /** Echoes, but not before the gate is open. */
    static Script gated(CountDownLatch gate) {
        return connection -> {
            while (true) {
                String target = connection.readRequest().target();
                connection.await(gate);
                connection.send(Http.ok(target));
            }
        };
    }
}
