package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.tck.TckLevel;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Call;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Answers that break, lie about their length, or are none. */
public abstract class AnswerFaultTopic {

    @TckTest(
            id = "faults.cut-within-status",
            contract = "An answer that ends within its status line fails, and the sink gets nothing.",
            check = "Whether the end of the connection is passed to the parser.")
    void cutWithinStatus(Bench bench) {
        assertBreaks(bench, "HTTP/1.1 20", "");
    }

    @TckTest(
            id = "faults.cut-within-head",
            contract = "An answer that ends within its headers fails, and the sink gets nothing.",
            check = "Whether a head without its blank line is handed on.")
    void cutWithinHead(Bench bench) {
        assertThat(assertBreaks(bench, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-A", "")
                        .recorder()
                        .calls())
                .as("calls of the sink")
                .isZero();
    }

    @TckTest(
            id = "faults.reset-within-head",
            contract = "A reset within the head fails in phase RECEIVE.",
            check = "How exceptions of the read are translated.")
    void resetWithinHead(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\nX-A");
            connection.reset();
        });
        Call call = bench.exchange(bench.request(server));
        call.failure(Phase.RECEIVE, true);
        assertThat(call.recorder().calls()).as("calls of the sink").isZero();
    }

    @TckTest(
            id = "faults.interim-only",
            contract = "A connection that ends after an interim answer fails in phase RECEIVE.",
            check = "Whether a 1xx is taken for the answer.")
    void interimOnly(Bench bench) {
        assertThat(assertBreaks(bench, Http.head("HTTP/1.1 100 Continue"), "")
                        .recorder()
                        .calls())
                .as("calls of the sink")
                .isZero();
    }

    @TckTest(
            id = "faults.cut-after-head",
            contract =
                    "An answer that ends after its head, though a body was announced, fails; the sink gets the head.",
            check = "Whether an answer without its body counts as whole.")
    void cutAfterHead(Bench bench) {
        Call call = assertBreaks(bench, Http.okHead(10), "");
        assertThat(call.recorder().head()).as("head that the sink got").isPresent();
    }

    @TckTest(
            id = "faults.cut-within-body",
            contract = "An answer shorter than its Content-Length fails, and the sink gets what came.",
            check =
                    "Whether the end of the connection counts as the end of the body, and whether what was read is delivered first.")
    void cutWithinBody(Bench bench) {
        assertBreaks(bench, Http.okHead(1_000) + "only this", "only this");
    }

    @TckTest(
            id = "faults.reset-within-body",
            contract = "A reset within the body fails in phase RECEIVE, and the sink has got what came before.",
            check = "Whether bytes are delivered as they are read.")
    void resetWithinBody(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.okHead(1_000) + "only this");
            connection.await(gate);
            connection.reset();
        });
        Call call = bench.exchange(bench.request(server));
        call.recorder().awaitBytes(9, bench.patience());
        gate.countDown();
        call.failure(Phase.RECEIVE, true);
        assertThat(call.recorder().body()).as("what the sink got").isEqualTo("only this");
    }

    @TckTest(
            id = "faults.large-cut",
            contract = "Of a large answer that is cut at its end, the sink gets every byte that came.",
            check = "Whether the failure overtakes bytes that were read already.")
    void largeCut(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.okHead(8L * Bodies.MIB + 1));
            for (int i = 0; i < 8; i++) {
                connection.send(Bodies.mebibyte());
            }
            connection.close();
        });
        Call call = bench.exchange(bench.request(server));
        call.failure(Phase.RECEIVE, true);
        assertThat(call.recorder().bytes()).as("bytes that the sink got").isEqualTo(8L * Bodies.MIB);
    }

    @TckTest(
            id = "faults.chunk-cut",
            contract = "An answer that ends within a chunk fails, and the sink gets what came.",
            check = "Whether the end of the connection counts as the end of the body.")
    void chunkCut(Bench bench) {
        assertBreaks(bench, Http.chunkedHead() + Http.chunk("whole") + "a\r\npart", "wholepart");
    }

    @TckTest(
            id = "faults.chunk-last-missing",
            contract = "An answer in chunks that ends without the last chunk fails.",
            check = "Whether a clean end between two chunks counts as the end of the body: a batch would seem whole.")
    void chunkLastMissing(Bench bench) {
        assertBreaks(bench, Http.chunkedHead() + Http.chunk("whole"), "whole");
    }

    @TckTest(
            id = "faults.chunk-trailers-cut",
            contract = "An answer in chunks that ends before the blank line after the last chunk fails.",
            check = "Whether the answer is taken to end with the size of the last chunk.",
            level = TckLevel.STOCHASTIC)
    void chunkTrailersCut(Bench bench) {
        assertBreaks(bench, Http.chunkedHead() + Http.chunk("whole") + "0\r\nX-Trai", "whole");
    }

    @TckTest(
            id = "faults.chunk-size-garbage",
            contract = "A chunk whose size is no number fails the answer, and the sink gets what came before.",
            check = "Whether faults of the parser fail the exchange.")
    void chunkSizeGarbage(Bench bench) {
        assertFaulty(bench, Http.chunkedHead() + Http.chunk("whole") + "xyz\r\nabc\r\n0\r\n\r\n", "whole");
    }

    @TckTest(
            id = "faults.chunk-size-overflow",
            contract = "A chunk whose size exceeds what a long holds fails the answer.",
            check = "Whether an overflow makes the size negative or small.")
    void chunkSizeOverflow(Bench bench) {
        assertFaulty(bench, Http.chunkedHead() + "10000000000000005\r\nabcde\r\n0\r\n\r\n");
    }

    @TckTest(
            id = "faults.chunk-size-negative",
            contract = "A chunk of negative size fails the answer.",
            check = "How the size of a chunk is parsed.")
    void chunkSizeNegative(Bench bench) {
        assertFaulty(bench, Http.chunkedHead() + "-5\r\nabcde\r\n0\r\n\r\n");
    }

    @TckTest(
            id = "faults.chunk-end-missing",
            contract = "A chunk that is longer than its size fails the answer.",
            check = "Whether the line end after a chunk is checked: else bytes are taken for the size of the next.")
    void chunkEndMissing(Bench bench) {
        assertFaulty(bench, Http.chunkedHead() + "3\r\nabcdef\r\n0\r\n\r\n");
    }

    @TckTest(
            id = "faults.garbage",
            contract = "Bytes that are no HTTP fail the exchange in phase RECEIVE, and the sink gets nothing.",
            check =
                    "Whether faults of the parser fail the exchange: some parsers skip lines until they understand one.")
    void garbage(Bench bench) {
        assertThat(assertFaulty(bench, "SSH-2.0-OpenSSH_9.2\r\n\r\n\u0000\u0001\u00ff\r\n\r\n")
                        .recorder()
                        .calls())
                .as("calls of the sink")
                .isZero();
    }

    @TckTest(
            id = "faults.garbage-status",
            contract = "A status that is no number of three digits fails the exchange.",
            check = "How the status line is parsed.")
    void garbageStatus(Bench bench) {
        for (String status : List.of("abc", "-20", "20")) {
            assertFaulty(bench, "HTTP/1.1 " + status + " OK\r\nContent-Length: 0\r\n\r\n");
        }
    }

    @TckTest(
            id = "faults.length-garbage",
            contract = "A Content-Length that is no number fails the exchange.",
            check = "Whether such a length is taken for none: the body would never end, or end at once.")
    void lengthGarbage(Bench bench) {
        assertFaulty(bench, "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\n01234");
    }

    @TckTest(
            id = "faults.length-negative",
            contract = "A negative Content-Length fails the exchange.",
            check = "Whether such a length is taken for none.")
    void lengthNegative(Bench bench) {
        assertFaulty(bench, "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n01234");
    }

    @TckTest(
            id = "faults.length-conflict",
            contract = "Two different Content-Lengths fail the exchange.",
            check = "Whether one of them is believed: what follows would be taken for the next answer.")
    void lengthConflict(Bench bench) {
        assertFaulty(bench, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 2\r\n\r\n01234");
    }

    @TckTest(
            id = "faults.length-and-chunks",
            contract =
                    "An answer with Content-Length and chunks is read as chunks or fails; the length is never believed.",
            check = "Which of the two is believed: RFC 9112, 6.3.")
    void lengthAndChunks(Bench bench) {
        ScriptedServer server = bench.server(
                Script.answering(Http.head("HTTP/1.1 200 OK", "Content-Length: 3", "Transfer-Encoding: chunked")
                        + Http.chunk("in chunks")
                        + Http.lastChunk()));
        for (int i = 0; i < 2; i++) {
            Call call = bench.exchange(bench.request(server));
            if (call.await() == null) {
                assertThat(call.recorder().body()).as("body").isEqualTo("in chunks");
            }
        }
    }

    @TckTest(
            id = "faults.surplus",
            contract = "Bytes after the end of an answer are never taken for the next one.",
            check = "Whether a connection with unread bytes goes back to the pool.")
    void surplus(Bench bench) {
        assertSurplusDropped(bench, Http.OK + "surplus");
    }

    @TckTest(
            id = "faults.two-answers",
            contract = "A second answer to one request is never taken for the answer to the next.",
            check = "Whether a connection with unread bytes goes back to the pool.")
    void twoAnswers(Bench bench) {
        assertSurplusDropped(bench, Http.OK + Http.ok("WRONG"));
    }

    @TckTest(
            id = "faults.unasked-answer",
            contract =
                    "An answer that arrives on an idle connection is never taken for the answer to the next request.",
            check = "Whether idle connections are watched for bytes, or tested for them before use.",
            level = TckLevel.STOCHASTIC)
    void unaskedAnswer(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .then(connection -> {
                    connection.readRequest();
                    connection.send(Http.OK);
                    connection.await(gate);
                    connection.send(Http.ok("WRONG"));
                    connection.awaitClientEnd();
                })
                .always(Script.answering(Http.ok("right"))));
        bench.exchange(bench.request(server)).answer();
        gate.countDown();
        String unasked = Http.OK + Http.ok("WRONG");
        boolean ignored = server.awaitIfEver(
                () -> server.connections().get(0).bytesSent() == unasked.length() && server.open() == 0, bench.brief());
        assertNeverWrong(bench, server);
    }

    @TckTest(
            id = "faults.early-answer",
            contract =
                    "An answer before the request was read ends the exchange, with that answer or with a failure that says "
                            + "requestSent false.",
            check = "Whether the transport can still write when the server has stopped to read.")
    void earlyAnswer(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readHead();
            connection.send(Http.answer("HTTP/1.1 413 Request Entity Too Large", "", "Connection: close"));
            connection.halfClose();
            connection.pause(bench.brief());
            connection.reset();
        });
        Call call = bench.exchange(bench.request(server).method("POST").body(Bodies.mebibytes(64)));
        Throwable thrown = call.await();
        if (thrown == null) {
            assertThat(call.answer().status()).as("status").isEqualTo(413);
        } else {
            assertThat(thrown).as("failure").isInstanceOf(TransportException.class);
            assertThat(((TransportException) thrown).requestSent())
                    .as("requestSent")
                    .isFalse();
        }
    }

    /** The server sends this and ends the connection in order. */
    private static Call assertBreaks(Bench bench, String sent, String delivered) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(sent);
            connection.close();
        });
        Call call = bench.exchange(bench.request(server));
        call.failure(Phase.RECEIVE, true);
        assertThat(call.recorder().body()).as("what the sink got").isEqualTo(delivered);
        return call;
    }

    private static void assertFaulty(Bench bench, String sent, String delivered) {
        assertThat(assertFaulty(bench, sent).recorder().body())
                .as("what the sink got")
                .isEqualTo(delivered);
    }

    /** The server sends this and keeps the connection, so that the transport must see the fault by itself and close. */
    private static Call assertFaulty(Bench bench, String sent) {
        ScriptedServer server = bench.server(Script.once(sent));
        Call call = bench.exchange(
                bench.request(server).responseTimeout(bench.brief().multipliedBy(8)));
        TransportException failure = call.failure(Phase.RECEIVE, true);
        server.awaitOpen(0, bench.patience());
        assertThat(call.outcome().took())
                .as("time until the fault was seen; by a timeout if not below the response timeout. Failure: "
                        + failure)
                .isLessThan(bench.brief().multipliedBy(8));
        return call;
    }

    private static void assertSurplusDropped(Bench bench, String sent) {
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .then(connection -> {
                    connection.readRequest();
                    connection.send(sent);
                    connection.awaitClientEnd();
                })
                .always(Script.answering(Http.ok("right"))));
        assertThat(bench.exchange(bench.request(server)).answer().body())
                .as("body of the first answer")
                .isEqualTo("ok");
        assertNeverWrong(bench, server);
    }

    private static void assertNeverWrong(Bench bench, ScriptedServer server) {
        Call next = bench.exchange(
                bench.request(server).responseTimeout(bench.brief().multipliedBy(2)));
        if (next.await() == null) {
            assertThat(next.recorder().body()).as("body of the next answer").isEqualTo("right");
        }
        assertThat(bench.exchange(bench.request(server)).answer().body())
                .as("body of the one after")
                .isEqualTo("right");
    }
}
