package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.Transport;
import io.arangobatch.tck.TckLevel;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Call;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.Request;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** When a connection is used again, and when it must not be. */
public abstract class ReuseTopic {

    @TckTest(
            id = "connections.reuse",
            contract = "After an answer with Content-Length the connection is used again.",
            check = "Whether the connection goes back to the pool before the future completes.")
    void reuse(Bench bench) {
        assertReused(bench, "GET", Http.OK);
    }

    @TckTest(
            id = "connections.reuse-after-chunks",
            contract = "After an answer in chunks the connection is used again.",
            check = "Whether the last chunk and the trailers are read to their end.")
    void reuseAfterChunks(Bench bench) {
        assertReused(bench, "GET", Http.chunkedHead() + Http.chunk("abc") + "0\r\nX-T: 1\r\n\r\n");
    }

    @TckTest(
            id = "connections.reuse-after-no-body",
            contract = "After 204, 304 and answers to HEAD the connection is used again.",
            check = "Whether an answer that has no body by its nature counts as ended properly.")
    void reuseAfterNoBody(Bench bench) {
        assertReused(bench, "DELETE", Http.head("HTTP/1.1 204 No Content"));
        assertReused(bench, "GET", Http.head("HTTP/1.1 304 Not Modified"));
        assertReused(bench, "HEAD", Http.okHead(5));
    }

    @TckTest(
            id = "connections.reuse-after-error",
            contract = "After a 4xx or 5xx with a whole answer the connection is used again.",
            check = "Whether a bad status is taken for a bad connection.")
    void reuseAfterError(Bench bench) {
        assertReused(bench, "GET", Http.answer("HTTP/1.1 404 Not Found", "{}"));
        assertReused(bench, "POST", Http.answer("HTTP/1.1 500 Internal Server Error", "{}"));
    }

    @TckTest(
            id = "connections.reuse-after-empty-connection-header",
            contract = "An empty Connection header does not end the connection: ArangoDB 3.2 sends one.",
            check = "How the Connection header is evaluated.")
    void reuseAfterEmptyConnectionHeader(Bench bench) {
        assertReused(bench, "GET", Http.ok("x", "Server: ", "Connection: "));
        assertReused(bench, "GET", Http.ok("x", "Connection: Keep-Alive"));
    }

    @TckTest(
            id = "connections.close",
            contract = "After an answer with Connection: close the connection is closed and not used again.",
            check =
                    "Whether the header is heeded whatever its case, and when the server itself keeps the connection open.")
    void close(Bench bench) {
        for (String value : List.of("close", "Close", "CLOSE")) {
            assertNotReused(bench, Http.ok("x", "Connection: " + value));
        }
    }

    @TckTest(
            id = "connections.close-in-list",
            contract = "The option close counts within a list of connection options too.",
            check = "Whether the Connection header is split at its commas, and read in each of its lines.")
    void closeInList(Bench bench) {
        assertNotReused(bench, Http.ok("x", "Connection: x-other, close"));
        assertNotReused(bench, Http.ok("x", "Connection: x-other", "Connection: close"));
    }

    @TckTest(
            id = "connections.close-after-http10",
            contract = "After an answer of HTTP/1.0 without keep-alive the connection is not used again.",
            check = "Whether the version of the answer is taken into account.")
    void closeAfterHttp10(Bench bench) {
        assertNotReused(bench, Http.answer("HTTP/1.0 200 OK", "x"));
    }

    @TckTest(
            id = "connections.close-after-early-answer",
            contract = "When the answer ended before the request was written, the connection is not used again.",
            check = "Whether the rest of the request could be taken for the next one by the server.")
    void closeAfterEarlyAnswer(Bench bench) {
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .then(connection -> {
                    connection.readHead();
                    connection.send(Http.answer("HTTP/1.1 413 Request Entity Too Large", ""));
                    connection.stall();
                })
                .always(Script.answering(Http.OK)));
        bench.exchange(bench.request(server)
                        .method("POST")
                        .body(Bodies.mebibytes(64))
                        .responseTimeout(bench.brief())
                        .totalTimeout(bench.brief().multipliedBy(4)))
                .await();
        assertThat(bench.exchange(bench.request(server)).answer().body())
                .as("body of the next answer")
                .isEqualTo("ok");
        assertThat(server.accepted()).as("connections accepted").isEqualTo(2);
    }

    @TckTest(
            id = "connections.close-after-failure",
            contract = "After an answer that broke, the connection is closed and not used again.",
            check = "Whether every failure leads to the closing of the connection.")
    void closeAfterFailure(Bench bench) {
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .then(Script.once("this is not HTTP\r\n\r\n"))
                .always(Script.answering(Http.OK)));
        bench.exchange(bench.request(server)).failure();
        assertThat(bench.exchange(bench.request(server)).answer().body())
                .as("body of the next answer")
                .isEqualTo("ok");
        server.awaitOpen(1, bench.patience());
    }

    @TckTest(
            id = "connections.stale",
            contract = "A pooled connection that the server has closed meanwhile is not used for the next request.",
            check =
                    "Whether pooled connections are watched, or tested before use. The request must not be repeated instead.",
            level = TckLevel.STOCHASTIC)
    void stale(Bench bench) {
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .then(connection -> {
                    connection.readRequest();
                    connection.send(Http.OK);
                    connection.halfClose();
                    connection.awaitClientEnd();
                })
                .always(Script.answering(Http.OK)));
        bench.exchange(bench.request(server)).answer();
        // A transport that watches its pool closes its end now; one that tests before use does so later. Both are fine.
        awaitClosedIfEver(bench, server);
        bench.exchange(bench.request(server).method("POST").body("once")).answer();
        assertThat(server.accepted()).as("connections accepted").isEqualTo(2);
        assertThat(server.connections().get(0).requests())
                .as("requests on the closed connection")
                .hasSize(1);
    }

    @TckTest(
            id = "connections.stale-many",
            contract = "A pool full of connections that the server has closed does not fail the next exchanges.",
            check = "Whether more than one stale connection is passed over.",
            level = TckLevel.STOCHASTIC)
    void staleMany(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        Script closing = connection -> {
            connection.readRequest();
            connection.await(gate);
            connection.send(Http.OK);
            connection.halfClose();
            connection.awaitClientEnd();
        };
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .then(closing)
                .then(closing)
                .then(closing)
                .then(closing)
                .always(Script.answering(Http.OK)));
        List<Call> calls = Stream.generate(() -> bench.exchange(bench.request(server)))
                .limit(4)
                .toList();
        server.awaitRequests(4, bench.patience());
        gate.countDown();
        calls.forEach(Call::answer);
        awaitClosedIfEver(bench, server);
        for (int i = 0; i < 4; i++) {
            bench.exchange(bench.request(server)).answer();
        }
    }

    private static void awaitClosedIfEver(Bench bench, ScriptedServer server) {
        boolean ignored = server.awaitIfEver(() -> server.open() == 0, bench.brief());
    }

    private static void assertReused(Bench bench, String method, String answer) {
        ScriptedServer server = bench.server(Script.answering(answer));
        Transport transport = bench.transport();
        Request request = bench.request(server).method(method);
        bench.inTurn(transport, List.of(request, request, request)).forEach(call -> call.answer());
        assertThat(server.accepted())
                .as("connections for three requests in turn")
                .isEqualTo(1);
    }

    /** The server keeps its end open, so that only the client can be the one to close. */
    private static void assertNotReused(Bench bench, String answer) {
        ScriptedServer server = bench.server(Script.answering(answer));
        Request request = bench.request(server);
        bench.inTurn(bench.transport(), List.of(request, request)).forEach(call -> call.answer());
        assertThat(server.accepted()).as("connections for two requests in turn").isEqualTo(2);
        server.awaitOpen(0, bench.patience());
    }
}
