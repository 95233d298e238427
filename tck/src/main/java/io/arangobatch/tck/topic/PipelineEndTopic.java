package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.TransportCapability;
import io.arangobatch.tck.TckLevel;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.InLine;
import io.arangobatch.tck.bench.Recorder;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** How requests that were written ahead end when their connection does: what the server can have run, and what not. */
public abstract class PipelineEndTopic {

    @TckTest(
            id = "pipeline.break-sent",
            contract = "After a break, requests that were written whole end in phase RECEIVE with requestSent true.",
            check = "Whether each exchange tells of its own request, not of the one that broke.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void breakSent(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            PipelineAheadTopic.read(connection::readRequest, 5);
            connection.send(Http.ok("one") + Http.ok("two"));
            connection.halfClose();
            connection.awaitClientEnd();
        });
        InLine line = new InLine(bench, server).add(5);
        assertThat(line.call(1).answer().body()).as("first answer").isEqualTo("one");
        assertThat(line.call(2).answer().body()).as("second answer").isEqualTo("two");
        line.expectLost(3);
        line.expectLost(4);
        line.expectLost(5);
        assertThat(line.ended()).as("order of the ends").isEqualTo(List.of(1, 2, 3, 4, 5));
        line.expectRefusal();
    }

    @TckTest(
            id = "pipeline.break-unsent",
            contract =
                    "After a break, a request that was not written whole, and those behind it, end with requestSent false.",
            check = "Whether a request counts as sent before its last byte was handed to the socket.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void breakUnsent(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.readHead();
            connection.await(gate);
            connection.reset();
        });
        InLine line = new InLine(bench, server).add(1);
        line.add(line.request().method("POST").body(Bodies.mebibytes(64)));
        line.add(2);
        server.awaitRequests(2, bench.patience());
        gate.countDown();
        line.expectLost(1);
        line.expectUnsent(2);
        line.expectUnsent(3);
        line.expectUnsent(4);
        assertThat(line.ended()).as("order of the ends").isEqualTo(List.of(1, 2, 3, 4));
    }

    @TckTest(
            id = "pipeline.connection-close",
            contract = "After an answer with Connection: close, every exchange behind it ends with requestSent false.",
            check = "Whether the server's word that it runs nothing more is heeded, and the connection closed.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void connectionClose(Bench bench) {
        assertEndsTheLine(bench, Http.ok("two", "Connection: close"));
        assertEndsTheLine(bench, Http.ok("two", "Connection: x-other, Close"));
    }

    @TckTest(
            id = "pipeline.http10",
            contract =
                    "After an answer of HTTP/1.0 without keep-alive, every exchange behind it ends with requestSent false.",
            check = "Whether the version of the answer is taken into account.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void http10(Bench bench) {
        assertEndsTheLine(bench, Http.answer("HTTP/1.0 200 OK", "two"));
    }

    @TckTest(
            id = "pipeline.close-delimited",
            contract =
                    "After an answer that the end of the connection ends, every exchange behind it ends with requestSent false.",
            check = "Whether an answer without a length leaves room for another.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void closeDelimited(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            PipelineAheadTopic.read(connection::readRequest, 4);
            connection.send(Http.ok("one") + Http.head("HTTP/1.1 200 OK") + "two");
            connection.halfClose();
            connection.awaitClientEnd();
        });
        assertEndsTheLine(server, new InLine(bench, server).add(4));
    }

    @TckTest(
            id = "pipeline.cancel-sent",
            contract =
                    "When a request that was written is cancelled, those before it get their answers, and those after it tell that they were sent.",
            check = "Whether the connection stays until those before have ended, and is closed then.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void cancelSent(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            PipelineAheadTopic.read(connection::readRequest, 5);
            connection.await(gate);
            connection.send(Http.ok("one") + Http.ok("two"));
            connection.awaitClientEnd();
        });
        InLine line = new InLine(bench, server).add(5);
        server.awaitRequests(5, bench.patience());
        line.call(3).future().cancel(true);
        gate.countDown();
        assertThat(line.call(1).answer().body()).as("first answer").isEqualTo("one");
        assertThat(line.call(2).answer().body()).as("second answer").isEqualTo("two");
        line.expectLost(4);
        line.expectLost(5);
        assertThat(line.call(3).recorder().calls())
                .as("calls of the cancelled sink")
                .isZero();
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "pipeline.cancel-unsent",
            contract = "When an exchange is cancelled, nothing of it and of those behind it is written any more.",
            check = "Whether requests that still wait to be written go out although their answers can never be read.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void cancelUnsent(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            long length = connection.readHead().contentLength();
            connection.await(gate);
            connection.drain(length);
            connection.send(Http.ok("one"));
            connection.awaitClientEnd();
        });
        InLine line = new InLine(bench, server);
        line.add(line.request().method("POST").body(Bodies.mebibytes(64)));
        line.add(3);
        server.awaitRequests(1, bench.patience());
        line.call(2).future().cancel(true);
        gate.countDown();
        assertThat(line.call(1).answer().body()).as("first answer").isEqualTo("one");
        line.expectUnsent(3);
        line.expectUnsent(4);
        server.awaitOpen(0, bench.patience());
        assertThat(server.connections().get(0).received())
                .as("what the server got")
                .doesNotContain("GET /");
    }

    @TckTest(
            id = "pipeline.sink-throws-sent",
            contract = "When a sink throws, the answers behind its own that have come already are not handed on.",
            check = "Whether bytes that were read with the answer are still dealt out.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void sinkThrowsSent(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            PipelineAheadTopic.read(connection::readRequest, 4);
            connection.send(Http.ok("one") + Http.ok("two") + Http.ok("three") + Http.ok("four"));
            connection.awaitClientEnd();
        });
        IllegalStateException thrown = new IllegalStateException("the sink wants no more");
        InLine line = new InLine(bench, server).add(1);
        line.add(line.request(), new Recorder().atBody(chunk -> {
                    throw thrown;
                }));
        line.add(2);
        assertThat(line.call(1).answer().body()).as("first answer").isEqualTo("one");
        assertThat(line.call(2).thrown())
                .as("end of the exchange whose sink threw")
                .isSameAs(thrown);
        line.expectLost(3);
        line.expectLost(4);
        assertThat(line.call(3).recorder().calls())
                .as("calls of the third sink")
                .isZero();
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "pipeline.unasked",
            contract = "Bytes that come without a request end the pipeline and close its connection.",
            check =
                    "Whether what the server says while nothing is under way is taken for the answer to the next request.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void unasked(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.ok("one") + Http.ok("unasked"));
            connection.awaitClientEnd();
        });
        InLine line = new InLine(bench, server).add(1);
        assertThat(line.call(1).answer().body()).as("answer").isEqualTo("one");
        server.awaitOpen(0, bench.patience());
        line.add(1).expectUnsent(2);
    }

    @TckTest(
            id = "pipeline.idle-end",
            contract =
                    "When the server closes the connection while nothing is under way, the next exchange ends with requestSent false.",
            check = "Whether an idle connection of a pipeline is watched.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void idleEnd(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.ok("one"));
            connection.halfClose();
            connection.awaitClientEnd();
        });
        InLine line = new InLine(bench, server).add(1);
        assertThat(line.call(1).answer().body()).as("answer").isEqualTo("one");
        server.awaitOpen(0, bench.patience());
        line.add(1).expectUnsent(2);
        assertThat(server.accepted()).as("connections accepted").isEqualTo(1);
    }

    @TckTest(
            id = "pipeline.close-sent",
            contract = "Closing a pipeline tells of each request under way whether it was written whole.",
            check = "Whether close looks at each exchange.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.PIPELINING)
    void closeSent(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.readHead();
            connection.stall();
        });
        InLine line = new InLine(bench, server).add(1);
        line.add(line.request().method("POST").body(Bodies.mebibytes(64)));
        line.add(1);
        server.awaitRequests(2, bench.patience());
        line.pipeline().close();
        line.expectLost(1);
        line.expectUnsent(2);
        line.expectUnsent(3);
        assertThat(line.ended()).as("order of the ends").isEqualTo(List.of(1, 2, 3));
    }

    /** The second of four answers ends the line, though the server keeps its end open. */
    private static void assertEndsTheLine(Bench bench, String second) {
        ScriptedServer server = bench.server(connection -> {
            PipelineAheadTopic.read(connection::readRequest, 4);
            connection.send(Http.ok("one") + second);
            connection.awaitClientEnd();
        });
        assertEndsTheLine(server, new InLine(bench, server).add(4));
        server.awaitOpen(0, bench.patience());
    }

    private static void assertEndsTheLine(ScriptedServer server, InLine line) {
        assertThat(line.call(1).answer().body()).as("first answer").isEqualTo("one");
        assertThat(line.call(2).answer().body()).as("second answer").isEqualTo("two");
        line.expectUnsent(3);
        line.expectUnsent(4);
        assertThat(line.ended()).as("order of the ends").isEqualTo(List.of(1, 2, 3, 4));
        line.expectRefusal();
        assertThat(server.accepted()).as("connections accepted").isEqualTo(1);
    }
}
