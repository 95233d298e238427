package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.tck.TckLevel;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Call;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.Request;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.util.concurrent.CountDownLatch;

/** An answer that begins while the request is still being written. */
public abstract class EarlyAnswerTopic {

    @TckTest(
            id = "early.refusal",
            contract = "A refusal of a large request is handed on, though the server has stopped to read it.",
            check = "Whether the answer is read while the request is written, and wins over the failure to write.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.EARLY_ANSWER)
    void refusal(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readHead();
            connection.send(Http.answer("HTTP/1.1 413 Request Entity Too Large", "too large", "Connection: close"));
            connection.awaitClientEnd();
        });
        Call call = bench.exchange(large(bench, server));
        assertThat(call.answer().status()).as("status").isEqualTo(413);
        assertThat(call.answer().body()).as("body").isEqualTo("too large");
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "early.refusal-unread",
            contract = "A refusal is handed on though the server reads nothing more at all.",
            check = "Whether the end of the answer ends the exchange, rather than the end of the request.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.EARLY_ANSWER)
    void refusalUnread(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readHead();
            connection.send(Http.answer("HTTP/1.1 413 Request Entity Too Large", ""));
            connection.stall();
        });
        assertThat(bench.exchange(large(bench, server)).answer().status())
                .as("status")
                .isEqualTo(413);
    }

    @TckTest(
            id = "early.head-at-once",
            contract =
                    "The sink gets head and first bytes while the request is still being written, which then goes on.",
            check = "Whether the answer is read while the request is written.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.EARLY_ANSWER)
    void headAtOnce(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            long length = connection.readHead().contentLength();
            connection.send(Http.okHead(9) + "first");
            connection.await(gate);
            connection.drain(length);
            connection.send("last");
            connection.awaitClientEnd();
        });
        Call call = bench.exchange(large(bench, server));
        call.recorder().awaitBytes(5, bench.patience());
        gate.countDown();
        assertThat(call.answer().body()).as("body").isEqualTo("firstlast");
    }

    @TckTest(
            id = "early.break",
            contract = "An early answer that breaks fails in phase RECEIVE, with requestSent false.",
            check = "Whether requestSent is what was written, not what the phase suggests.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.EARLY_ANSWER)
    void breaks(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            connection.readHead();
            connection.send(Http.okHead(100) + "first");
            connection.await(gate);
            connection.reset();
        });
        Call call = bench.exchange(large(bench, server));
        call.recorder().awaitBytes(5, bench.patience());
        gate.countDown();
        TransportException failure = call.failure(Phase.RECEIVE, false);
        assertThat(call.recorder().body())
                .as("what the sink got before: " + failure)
                .isEqualTo("first");
    }

    private static Request large(Bench bench, ScriptedServer server) {
        return bench.request(server).method("POST").body(Bodies.mebibytes(64));
    }
}
