package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.tck.TckLevel;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Call;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.Recorder;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A slow consumer holds the server back. */
public abstract class FlowTopic {

    private static final int SIZE = 64;

    /** As many mebibytes as can be handed on chunk by chunk between threads on a busy machine. */
    private static final int FEW = 4;

    private static final long SOME = 2L * Bodies.MIB;

    @TckTest(
            id = "flow.pause-holds-back",
            contract =
                    "After pause at most a few hundred kilobytes more are delivered, and resume lets the rest come, whole.",
            check = "Whether pause stops reading from the socket, and no buffer before the sink is unbounded.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.BACK_PRESSURE)
    void pauseHoldsBack(Bench bench) {
        ScriptedServer server = mebibytes(bench);
        Call call = pausedAtHead(bench, server);
        assertThat(call.recorder().growsBeyond(SOME, bench.brief()))
                .as("more than %d bytes are delivered while paused", SOME)
                .isFalse();
        call.recorder().flow().resume();
        assertThat(call.answer().checksum()).as("CRC-32 of the body").isEqualTo(Bodies.checksum(SIZE));
    }

    @TckTest(
            id = "flow.pause-reaches-the-server",
            contract =
                    "While the consumer is paused the server cannot go on sending: the transport does not read into memory.",
            check = "Whether pause stops reading from the socket, rather than only the delivery.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.BACK_PRESSURE)
    void pauseReachesTheServer(Bench bench) {
        ScriptedServer server = mebibytes(bench);
        Call call = pausedAtHead(bench, server);
        assertThat(server.awaitIfEver(() -> server.connections().get(0).bytesSent() > 32L * Bodies.MIB, bench.brief()))
                .as("the server could send more than 32 of 64 MiB though the consumer is paused")
                .isFalse();
        call.recorder().flow().resume();
        call.answer();
    }

    @TckTest(
            id = "flow.pause-within-body",
            contract = "pause works within the body as it does at the head.",
            check = "Whether pause has an effect on a read that is under way.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.BACK_PRESSURE)
    void pauseWithinBody(Bench bench) {
        ScriptedServer server = mebibytes(bench);
        Recorder recorder = new Recorder();
        recorder.atBody(chunk -> {
            if (recorder.bytes() - chunk.remaining() < SOME && recorder.bytes() >= SOME) {
                recorder.flow().pause();
            }
        });
        Call call = bench.exchange(bench.request(server), recorder);
        recorder.awaitBytes(SOME, bench.patience());
        assertThat(recorder.growsBeyond(2 * SOME, bench.brief()))
                .as("more than %d bytes follow", SOME)
                .isFalse();
        recorder.flow().resume();
        assertThat(call.answer().checksum()).as("CRC-32 of the body").isEqualTo(Bodies.checksum(SIZE));
    }

    @TckTest(
            id = "flow.stop-and-go",
            contract = "A consumer may pause at each chunk and resume from another thread; nothing is lost or doubled.",
            check = "Whether a resume that comes before the pause has taken effect gets lost.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.BACK_PRESSURE)
    void stopAndGo(Bench bench) {
        ScriptedServer server = mebibytes(bench, FEW);
        Recorder recorder = new Recorder();
        recorder.atBody(chunk -> {
            recorder.flow().pause();
            CompletableFuture.runAsync(() -> recorder.flow().resume());
        });
        Call call = bench.exchange(bench.request(server), recorder);
        assertThat(call.answer().checksum()).as("CRC-32 of the body").isEqualTo(Bodies.checksum(FEW));
        assertThat(recorder.breaches()).as("broken rules of the sink").isEmpty();
    }

    @TckTest(
            id = "flow.resume-from-the-sink",
            contract = "pause and resume within one call of the sink cancel each other.",
            check = "Whether resume delivers from within itself, and so calls the sink from within the sink.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.BACK_PRESSURE)
    void resumeFromTheSink(Bench bench) {
        ScriptedServer server = mebibytes(bench);
        Recorder recorder = new Recorder();
        recorder.atBody(chunk -> {
            recorder.flow().pause();
            recorder.flow().resume();
        });
        Call call = bench.exchange(bench.request(server), recorder);
        assertThat(call.answer().checksum()).as("CRC-32 of the body").isEqualTo(Bodies.checksum(SIZE));
        assertThat(recorder.breaches()).as("broken rules of the sink").isEmpty();
    }

    @TckTest(
            id = "flow.twice",
            contract = "A second pause or resume has no effect: they do not count.",
            check = "Whether pauses are counted.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.BACK_PRESSURE)
    void twice(Bench bench) {
        ScriptedServer server = mebibytes(bench);
        Recorder recorder = new Recorder().atHead((head, flow) -> {
            flow.resume();
            flow.pause();
        });
        Call call = bench.exchange(bench.request(server), recorder);
        recorder.awaitHead(bench.patience());
        assertThat(recorder.growsBeyond(SOME, bench.brief()))
                .as("the body comes though paused")
                .isFalse();
        recorder.flow().pause();
        recorder.flow().resume();
        call.answer();
    }

    @TckTest(
            id = "flow.last-word",
            contract = "A pause holds though another thread called resume just before.",
            check = "Whether a resume of another thread is carried out later than a pause from within the sink.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.BACK_PRESSURE)
    void lastWord(Bench bench) {
        ScriptedServer server = mebibytes(bench);
        Recorder recorder = new Recorder();
        recorder.atBody(chunk -> {
            if (recorder.bytes() == chunk.remaining()) {
                recorder.flow().pause();
                CompletableFuture.runAsync(() -> recorder.flow().resume()).join();
                recorder.flow().pause();
            }
        });
        Call call = bench.exchange(bench.request(server), recorder);
        recorder.awaitBytes(1, bench.patience());
        assertThat(recorder.growsBeyond(SOME, bench.brief()))
                .as("more than %d bytes are delivered while paused", SOME)
                .isFalse();
        recorder.flow().resume();
        assertThat(call.answer().checksum()).as("CRC-32 of the body").isEqualTo(Bodies.checksum(SIZE));
    }

    @TckTest(
            id = "flow.after-the-end",
            contract = "pause and resume after the end of the answer have no effect on what comes after it.",
            check = "Whether the flow of an ended exchange still reaches its connection.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.BACK_PRESSURE)
    void afterTheEnd(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        Call first = bench.exchange(bench.request(server));
        first.answer();
        first.recorder().flow().pause();
        assertThat(bench.exchange(bench.request(server)).answer().body())
                .as("body of the next answer")
                .isEqualTo("ok");
        first.recorder().flow().resume();
        assertThat(server.accepted()).as("connections accepted").isEqualTo(1);
    }

    @TckTest(
            id = "flow.end-while-paused",
            contract =
                    "When the answer ends while the consumer is paused, the rest comes after resume, and then the end.",
            check = "Whether the end of the connection overtakes bytes that are held back.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.BACK_PRESSURE)
    void endWhilePaused(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.head("HTTP/1.1 200 OK", "Connection: close") + "x".repeat(100_000));
            connection.close();
        });
        Call call = pausedAtHead(bench, server);
        server.awaitOpen(0, bench.patience());
        call.recorder().flow().resume();
        assertThat(call.answer().bytes()).as("bytes of the body").isEqualTo(100_000);
    }

    @TckTest(
            id = "flow.response-timeout-stands",
            contract = "responseTimeout does not run while the consumer is paused, and runs again after resume.",
            check = "Whether pausing stops the timer of the reads.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.BACK_PRESSURE)
    void responseTimeoutStands(Bench bench) {
        Duration timeout = bench.brief();
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.okHead(10) + "01234");
            connection.awaitClientEnd();
        });
        Recorder recorder = new Recorder().atHead((head, flow) -> flow.pause());
        Call call = bench.exchange(bench.request(server).responseTimeout(timeout), recorder);
        recorder.awaitHead(bench.patience());
        boolean ignored = server.awaitIfEver(() -> server.open() == 0, timeout.multipliedBy(3));
        assertThat(call.future())
                .as("the exchange after three times the timeout")
                .isNotDone();
        recorder.flow().resume();
        call.failure(Phase.RECEIVE, true);
        assertThat(recorder.body()).as("what the sink got").isEqualTo("01234");
    }

    @TckTest(
            id = "flow.total-timeout-runs",
            contract = "totalTimeout runs while the consumer is paused.",
            check = "Whether an end is carried out while reading is switched off.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.BACK_PRESSURE)
    void totalTimeoutRuns(Bench bench) {
        InTime.test(bench.brief().multipliedBy(2), "the head of the answer", timeout -> {
            ScriptedServer server = mebibytes(bench);
            Recorder recorder = new Recorder().atHead((head, flow) -> flow.pause());
            Call call = bench.exchange(bench.request(server).totalTimeout(timeout), recorder);
            call.failure();
            if (recorder.head().isEmpty()) {
                return false;
            }
            call.failure(Phase.RECEIVE, true);
            Within.assertTook(bench, call, timeout);
            server.awaitOpen(0, bench.patience());
            return true;
        });
    }

    @TckTest(
            id = "flow.close-while-paused",
            contract = "close ends an exchange whose consumer is paused.",
            check = "Whether an end is carried out while reading is switched off.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.BACK_PRESSURE)
    void closeWhilePaused(Bench bench) {
        ScriptedServer server = mebibytes(bench);
        Call call = pausedAtHead(bench, server);
        Bench.closeWithin(bench.transport(), bench.patience());
        call.failure(Phase.RECEIVE, true);
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "flow.alone",
            contract = "One consumer that is paused does not hold up the other exchanges.",
            check = "Whether pausing blocks a thread that others need.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.BACK_PRESSURE)
    void alone(Bench bench) {
        ScriptedServer paused = mebibytes(bench);
        ScriptedServer other = bench.server(Script.answering(Http.OK));
        for (int i = 0; i < 3; i++) {
            pausedAtHead(bench, paused);
        }
        for (int i = 0; i < 8; i++) {
            bench.exchange(bench.request(other)).answer();
        }
    }

    private static Call pausedAtHead(Bench bench, ScriptedServer server) {
        Recorder recorder = new Recorder().atHead((head, flow) -> flow.pause());
        Call call = bench.exchange(bench.request(server), recorder);
        recorder.awaitHead(bench.patience());
        return call;
    }

    private static ScriptedServer mebibytes(Bench bench) {
        return mebibytes(bench, SIZE);
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
