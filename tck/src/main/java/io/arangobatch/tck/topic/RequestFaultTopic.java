package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.Request;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.util.List;

/** Connections that break before the answer begins. */
public abstract class RequestFaultTopic {

    @TckTest(
            id = "faults.refused",
            contract = "A refused connection fails in phase CONNECT, with requestSent false.",
            check = "How the exception of the connect is translated.")
    void refused(Bench bench) {
        bench.exchange(bench.request(bench.refusing())).failure(Phase.CONNECT, false);
    }

    @TckTest(
            id = "faults.names-endpoint",
            contract = "The message of a failure names the endpoint.",
            check = "Whether messages of the HTTP library are passed on as they are.")
    void namesEndpoint(Bench bench) {
        Endpoint refusing = bench.refusing();
        assertThat(bench.exchange(bench.request(refusing)).failure().getMessage())
                .as("message when refused")
                .contains(refusing.authority());
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.reset();
        });
        assertThat(bench.exchange(bench.request(server)).failure().getMessage())
                .as("message when reset")
                .contains(server.endpoint().authority());
    }

    @TckTest(
            id = "faults.names-no-secret",
            contract = "No message of a failure holds a header value or the body.",
            check = "Whether the request is printed into messages; a value may be a password.")
    void namesNoSecret(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.reset();
        });
        Request request = bench.request(server)
                .method("POST")
                .header("Authorization", "Basic c2VjcmV0")
                .body("{\"secret\":1}");
        for (Throwable part = bench.exchange(request).failure(); part != null; part = part.getCause()) {
            assertThat(String.valueOf(part.getMessage()))
                    .as("message")
                    .doesNotContain("c2VjcmV0")
                    .doesNotContain("secret");
        }
    }

    @TckTest(
            id = "faults.reset-on-accept",
            contract =
                    "A connection that is reset before anything was read fails; only a whole request counts as sent.",
            check = "Whether requestSent is set before the last byte was handed to the socket.")
    void resetOnAccept(Bench bench) {
        ScriptedServer server = bench.server(connection -> connection.reset());
        TransportException failure = bench.exchange(post(bench, server, 64)).failure();
        assertThat(failure.requestSent())
                .as("requestSent, of a body of 64 MiB that nobody read")
                .isFalse();
    }

    @TckTest(
            id = "faults.close-on-accept",
            contract = "A connection that is closed before anything was read fails the request, which is not repeated.",
            check = "Whether the HTTP library opens another connection and tries again.")
    void closeOnAccept(Bench bench) {
        ScriptedServer server = bench.server(
                ScriptedServer.builder().then(connection -> connection.close()).always(Script.answering(Http.OK)));
        bench.exchange(bench.request(server).method("POST").body("once")).failure();
        assertThat(server.requests()).as("requests at the server").isEmpty();
    }

    @TckTest(
            id = "faults.reset-during-request",
            contract = "A reset while the request is written fails in phase SEND, with requestSent false.",
            check = "Whether the phase stays SEND until the last byte was handed to the socket.")
    void resetDuringRequest(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readHead();
            connection.drain(Bodies.MIB);
            connection.reset();
        });
        bench.exchange(post(bench, server, 64)).failure(Phase.SEND, false);
    }

    @TckTest(
            id = "faults.close-during-request",
            contract =
                    "An end of the connection while the request is written fails in phase SEND, with requestSent false.",
            check = "Whether an end without an answer is told from one after the request.")
    void closeDuringRequest(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readHead();
            connection.drain(Bodies.MIB);
            connection.close();
        });
        bench.exchange(post(bench, server, 64)).failure(Phase.SEND, false);
    }

    @TckTest(
            id = "faults.reset-after-request",
            contract = "A reset after the request fails in phase RECEIVE, with requestSent true.",
            check =
                    "Whether requestSent is set when the last byte was handed to the socket: the server may have run it.")
    void resetAfterRequest(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.reset();
        });
        bench.exchange(post(bench, server, 1)).failure(Phase.RECEIVE, true);
    }

    @TckTest(
            id = "faults.close-after-request",
            contract = "An end of the connection after the request fails in phase RECEIVE, with requestSent true.",
            check = "Whether an end of the connection without an answer is a failure, and in which phase.")
    void closeAfterRequest(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.close();
        });
        bench.exchange(bench.request(server)).failure(Phase.RECEIVE, true);
    }

    @TckTest(
            id = "faults.get-not-repeated",
            contract = "A GET whose connection breaks is not sent again.",
            check = "The retry strategy of the HTTP library, for idempotent methods above all.")
    void getNotRepeated(Bench bench) {
        assertNotRepeated(bench, "GET", "");
    }

    @TckTest(
            id = "faults.post-not-repeated",
            contract = "A POST whose connection breaks is not sent again.",
            check = "The retry strategy of the HTTP library.")
    void postNotRepeated(Bench bench) {
        assertNotRepeated(bench, "POST", "{}");
    }

    @TckTest(
            id = "faults.reused-not-repeated",
            contract = "A request whose connection, used before, ends after it was read is not sent again.",
            check =
                    "Whether the HTTP library repeats a request because it believes that its pooled connection was stale.")
    void reusedNotRepeated(Bench bench) {
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            ScriptedServer server = bench.server(ScriptedServer.builder()
                    .then(connection -> {
                        connection.readRequest();
                        connection.send(Http.OK);
                        connection.readRequest();
                        connection.close();
                    })
                    .always(Script.answering(Http.OK)));
            bench.exchange(bench.request(server)).answer();
            bench.exchange(bench.request(server).method(method)).failure(Phase.RECEIVE, true);
            assertThat(server.requests())
                    .as("requests at the server, the second a " + method)
                    .hasSize(2);
        }
    }

    private static void assertNotRepeated(Bench bench, String method, String body) {
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .then(connection -> {
                    connection.readRequest();
                    connection.reset();
                })
                .always(Script.answering(Http.OK)));
        bench.exchange(bench.request(server).method(method).body(body)).failure(Phase.RECEIVE, true);
        assertThat(server.requests()).as("requests at the server").hasSize(1);
    }

    private static Request post(Bench bench, ScriptedServer server, int mebibytes) {
        return bench.request(server).method("POST").body(Bodies.mebibytes(mebibytes));
    }
}
