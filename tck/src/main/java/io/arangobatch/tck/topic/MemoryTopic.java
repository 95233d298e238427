package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.TckUse;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Call;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import io.arangobatch.tck.server.scripted.ServerConnection;
import io.arangobatch.tck.smallheap.SmallHeap;
import io.arangobatch.tck.smallheap.Verdict;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Assumptions;

/** Large answers pass through; nothing holds them whole. */
public abstract class MemoryTopic {

    private static final int HUGE = 256;
    private static final int GIB = 1024;

    @TckTest(
            id = "memory.first-bytes-at-once",
            contract = "The first bytes of a body are handed on while the rest has not even been sent.",
            check = "Whether the transport waits for more before it calls the sink.")
    void firstBytesAtOnce(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.okHead(20) + "0123456789");
            connection.await(gate);
            connection.send("0123456789");
            connection.awaitClientEnd();
        });
        Call call = bench.exchange(bench.request(server));
        call.recorder().awaitBytes(10, bench.patience());
        gate.countDown();
        assertThat(call.answer().bytes()).as("bytes of the body").isEqualTo(20);
    }

    @TckTest(
            id = "memory.head-at-once",
            contract = "The head is handed on while nothing of the body has been sent.",
            check = "Whether the transport waits for the body before it calls onHead.")
    void headAtOnce(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.okHead(2));
            connection.await(gate);
            connection.send("ok");
            connection.awaitClientEnd();
        });
        Call call = bench.exchange(bench.request(server));
        call.recorder().awaitHead(bench.patience());
        gate.countDown();
        call.answer();
    }

    @TckTest(
            id = "memory.answer-streamed",
            contract = "An answer of 256 MiB is handed on in pieces of at most 1 MiB.",
            check = "Whether an aggregator or a buffering consumer is in the way.")
    void answerStreamed(Bench bench) {
        assertStreamed(bench, connection -> {
            connection.send(Http.okHead((long) HUGE * Bodies.MIB));
            sendMebibytes(connection, HUGE);
        });
    }

    @TckTest(
            id = "memory.chunk-streamed",
            contract = "A single chunk of 256 MiB in the transfer coding is handed on in pieces of at most 1 MiB.",
            check = "Whether chunks of the transfer coding are gathered before they are handed on.")
    void chunkStreamed(Bench bench) {
        assertStreamed(bench, connection -> {
            connection.send(Http.chunkedHead() + Integer.toHexString(HUGE * Bodies.MIB) + "\r\n");
            sendMebibytes(connection, HUGE);
            connection.send("\r\n" + Http.lastChunk());
        });
    }

    @TckTest(
            id = "memory.small-heap",
            contract = "An answer of 1 GiB passes through a JVM whose heap is 64 MiB.",
            check = "Whether anything keeps chunks, or queues them without a bound, between the socket and the sink.",
            uses = TckUse.BLOCKING)
    void smallHeap(Bench bench) {
        ScriptedServer server = bench.server(answering(connection -> {
            connection.send(Http.okHead((long) GIB * Bodies.MIB));
            sendMebibytes(connection, GIB);
        }));
        Verdict verdict = SmallHeap.stream(
                bench.provider(), server.endpoint(), GIB, bench.patience().multipliedBy(4));
        if (verdict.kind() == Verdict.Kind.ABSENT) {
            Assumptions.abort("skipped: " + verdict.words());
        }
        if (verdict.kind() == Verdict.Kind.BROKEN) {
            throw new AssertionError(
                    "expected: an answer of " + GIB + " MiB is handed on whole in a JVM with a heap of "
                            + SmallHeap.MEBIBYTES + " MiB; came: " + verdict.words());
        }
    }

    private static void assertStreamed(Bench bench, Script answer) {
        ScriptedServer server = bench.server(answering(answer));
        Call call = bench.exchange(bench.request(server));
        assertThat(call.answer().bytes()).as("bytes of the body").isEqualTo((long) HUGE * Bodies.MIB);
        assertThat(call.recorder().largestChunk())
                .as("bytes of the largest chunk")
                .isLessThanOrEqualTo(Bodies.MIB);
    }

    private static Script answering(Script answer) {
        return connection -> {
            connection.readRequest();
            answer.play(connection);
            connection.awaitClientEnd();
        };
    }

    private static void sendMebibytes(ServerConnection connection, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            connection.send(Bodies.mebibyte());
        }
    }
}
