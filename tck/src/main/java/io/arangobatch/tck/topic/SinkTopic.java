package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Answer;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Call;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.Recorder;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.time.Duration;

/** How a transport calls the sink, and what happens when the sink throws. */
public abstract class SinkTopic {

    private static final int MANY = 8;

    @TckTest(
            id = "sink.order",
            contract = "The sink gets the head once, before any of the body.",
            check = "Whether interim answers or trailers lead to a second head.")
    void order(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(
                Http.head("HTTP/1.1 100 Continue") + Http.chunkedHead() + Http.chunk("abc") + "0\r\nX-T: 1\r\n\r\n"));
        Call call = bench.exchange(bench.request(server));
        call.answer();
        assertThat(call.recorder().breaches()).as("broken rules of the sink").isEmpty();
    }

    @TckTest(
            id = "sink.one-at-a-time",
            contract = "The calls of one sink never overlap.",
            check = "Whether chunks are handed to a pool of threads.")
    void oneAtATime(Bench bench) {
        Recorder recorder = new Recorder();
        // The first calls last a while, so that others have the time to overlap with them.
        recorder.atBody(chunk -> {
            boolean ignored =
                    recorder.calls() <= MANY && recorder.breaks(bench.brief().dividedBy(MANY));
        });
        Call call = bench.exchange(bench.request(mebibytes(bench, MANY)), recorder);
        call.answer();
        assertThat(recorder.breaches()).as("broken rules of the sink").isEmpty();
    }

    @TckTest(
            id = "sink.before-end",
            contract = "The future completes after the last call of the sink, with the whole body delivered.",
            check = "Whether the future is completed on another thread than the one that calls the sink.")
    void beforeEnd(Bench bench) {
        Call call = bench.exchange(bench.request(mebibytes(bench, MANY)));
        Call.Outcome outcome = call.outcome();
        Answer answer = call.answer();
        assertThat(answer.bytes()).as("bytes of the body").isEqualTo((long) MANY * Bodies.MIB);
        assertThat(outcome.calls())
                .as("calls of the sink when the future completed")
                .isEqualTo(call.recorder().calls());
    }

    @TckTest(
            id = "sink.not-on-the-caller",
            contract = "The sink is called on a thread of the transport, never on the one that called exchange.",
            check = "Whether an answer that is there already is handled by the calling thread.")
    void notOnTheCaller(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        Thread caller = Thread.currentThread();
        Call call = bench.exchange(bench.request(server));
        call.answer();
        assertThat(call.recorder().threads())
                .as("threads that called the sink")
                .isNotEmpty()
                .doesNotContain(caller);
    }

    @TckTest(
            id = "sink.unread-chunk",
            contract = "A sink need not advance the position of a chunk.",
            check = "Whether what a chunk has remaining after the call is delivered again.")
    void unreadChunk(Bench bench) {
        Answer answer = bench.exchange(bench.request(mebibytes(bench, 1))).answer();
        assertThat(answer.checksum()).as("CRC-32 of the body").isEqualTo(Bodies.checksum(1));
    }

    @TckTest(
            id = "sink.drained-chunk",
            contract = "A sink may advance the position of a chunk.",
            check = "Whether the transport relies on the position of a buffer that it has handed out.")
    void drainedChunk(Bench bench) {
        Recorder recorder = new Recorder().atBody(chunk -> chunk.position(chunk.limit()));
        Answer answer =
                bench.exchange(bench.request(mebibytes(bench, 1)), recorder).answer();
        assertThat(answer.checksum()).as("CRC-32 of the body").isEqualTo(Bodies.checksum(1));
    }

    @TckTest(
            id = "sink.chunk-stays",
            contract = "A chunk does not change while the sink looks at it.",
            check = "Whether the next bytes are read into a buffer that was handed out, before the call has returned.")
    void chunkStays(Bench bench) {
        Recorder recorder = new Recorder();
        // Meanwhile the server sends, and whoever reads ahead has the time to do so.
        recorder.atBody(chunk -> {
            if (recorder.calls() <= MANY) {
                recorder.watch(chunk, bench.brief().dividedBy(MANY));
            }
        });
        bench.exchange(bench.request(mebibytes(bench, MANY)), recorder).answer();
        assertThat(recorder.breaches()).as("broken rules of the sink").isEmpty();
    }

    @TckTest(
            id = "sink.throws-in-head",
            contract = "What onHead throws ends the exchange with just that, and closes the connection.",
            check =
                    "Whether exceptions of the sink are caught, passed to the future as they are, and abort the connection.")
    void throwsInHead(Bench bench) {
        RuntimeException thrown = new IllegalArgumentException("thrown by the sink");
        Recorder recorder = new Recorder().atHead((head, flow) -> {
            throw thrown;
        });
        assertEndsWith(bench, recorder, thrown);
    }

    @TckTest(
            id = "sink.throws-in-body",
            contract = "What onBody throws ends the exchange with just that, and closes the connection.",
            check =
                    "Whether exceptions of the sink are caught, passed to the future as they are, and abort the connection.")
    void throwsInBody(Bench bench) {
        RuntimeException thrown = new IllegalArgumentException("thrown by the sink");
        Recorder recorder = new Recorder().atBody(chunk -> {
            throw thrown;
        });
        assertEndsWith(bench, recorder, thrown);
    }

    @TckTest(
            id = "sink.throws-an-error",
            contract = "An Error that the sink throws ends the exchange as an exception does.",
            check = "Whether only Exception is caught around calls of the sink: then the future never completes.")
    void throwsAnError(Bench bench) {
        Error thrown = new AssertionError("thrown by the sink");
        Recorder recorder = new Recorder().atBody(chunk -> {
            throw thrown;
        });
        assertEndsWith(bench, recorder, thrown);
    }

    @TckTest(
            id = "sink.throws-once",
            contract = "A sink that has thrown is not called again.",
            check = "Whether the rest of what was read is still delivered.")
    void throwsOnce(Bench bench) {
        ScriptedServer server = mebibytes(bench, MANY);
        Recorder recorder = new Recorder().atBody(chunk -> {
            throw new IllegalArgumentException("thrown by the sink");
        });
        bench.exchange(bench.request(server), recorder).thrown();
        server.awaitOpen(0, bench.patience());
        Bench.closeWithin(bench.transport(), bench.patience());
        assertThat(recorder.calls())
                .as("calls of the sink: the head, and the chunk at which it threw")
                .isEqualTo(2);
    }

    @TckTest(
            id = "sink.throws-alone",
            contract = "A sink that throws leaves the transport and its other exchanges as they are.",
            check = "Whether an exception in a callback ends an I/O thread or the whole client.")
    void throwsAlone(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        Recorder recorder = new Recorder().atHead((head, flow) -> {
            throw new IllegalArgumentException("thrown by the sink");
        });
        for (int i = 0; i < 6; i++) {
            bench.exchange(bench.request(server), recorder).thrown();
        }
        assertThat(bench.exchange(bench.request(server)).answer().body())
                .as("body")
                .isEqualTo("ok");
    }

    @TckTest(
            id = "sink.exchange-returns-at-once",
            contract = "exchange returns at once, while connecting and sending go on elsewhere.",
            check = "Whether the calling thread connects, writes, or waits for a connection.")
    void exchangeReturnsAtOnce(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readHead();
            connection.stall();
        });
        long begun = System.nanoTime();
        for (int i = 0; i < MANY; i++) {
            bench.exchange(bench.request(server).method("POST").body(Bodies.mebibytes(64)));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("time that %d calls of exchange took", MANY)
                .isLessThan(bench.options().slack());
    }

    private static void assertEndsWith(Bench bench, Recorder recorder, Throwable thrown) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.okHead(Bodies.MIB) + "the first bytes");
            connection.awaitClientEnd();
        });
        assertThat(bench.exchange(bench.request(server), recorder).thrown())
                .as("what the exchange ended with")
                .isSameAs(thrown);
        server.awaitOpen(0, bench.patience());
    }

    private static ScriptedServer mebibytes(Bench bench, int count) {
        return bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.okHead((long) count * Bodies.MIB));
            for (int i = 0; i < count; i++) {
                connection.send(Bodies.mebibyte());
            }
            connection.awaitClientEnd();
        });
    }
}
