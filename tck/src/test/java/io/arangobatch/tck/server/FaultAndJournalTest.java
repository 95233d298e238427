package io.arangobatch.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedArangoExtension.class)
class FaultAndJournalTest {
    private static final String VERSION = "GET /_api/version HTTP/1.1\r\n\r\n";

    @Test
    void theJournalTellsRequestsConnectionsAndBytes(EmbeddedArango server) throws IOException, InterruptedException {
        try (RawClient client = new RawClient(server)
                .send("POST /_api/collection?x=1 HTTP/1.1\r\nX-A: b\r\nContent-Length: 12\r\n\r\n{\"name\":\"c\"}")) {
            client.answer();
        }
        assertThat(server.journal().await(1, Duration.ofSeconds(5))).isTrue();
        assertThat(server.journal().requests())
                .containsExactly(new RecordedRequest(
                        1,
                        "POST",
                        "/_api/collection?x=1",
                        Map.of("x-a", "b", "content-length", "12"),
                        "{\"name\":\"c\"}",
                        12));
        assertThat(server.journal().requests().get(0).path()).isEqualTo("/_api/collection");
        assertThat(server.journal().requests().get(0).header("X-A")).hasValue("b");
        assertThat(server.journal().connections()).isEqualTo(1);
        assertThat(server.journal().bytesReceived()).isEqualTo(78);
        assertThat(server.journal().bytesSent()).isGreaterThan(100);
    }

    @Test
    void theJournalForgetsTheOldestBodiesFirst(EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        String body = "[\"" + "x".repeat(9 << 20) + "\"]";
        api.send("POST", "/_api/document/c", body);
        api.send("POST", "/_api/document/c", body);
        List<RecordedRequest> requests = server.journal().requests();
        assertThat(requests).extracting(RecordedRequest::bodyLength).containsExactly((long) body.length(), (long)
                body.length());
        assertThat(requests.get(0).body()).isEmpty();
        assertThat(requests.get(1).body()).isEqualTo(body);
    }

    @Test
    void aStatusIsAnsweredInsteadOfHandling(EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        server.inject(request -> request.path().equals("/_api/collection"), Fault.status(503));
        assertThat(api.send("POST", "/_api/collection", "{\"name\":\"c\"}").statusCode())
                .isEqualTo(503);
        assertThat(api.send("GET", "/_api/collection/c", "").statusCode()).isEqualTo(404);
        assertThat(api.send("POST", "/_api/collection", "{\"name\":\"c\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aCutAnswerEndsAfterThatManyBytes(EmbeddedArango server) throws IOException {
        server.inject(request -> true, Fault.cutAfter(25));
        try (RawClient client = new RawClient(server).send(VERSION)) {
            assertThat(client.rest()).hasSize(25).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aResetLosesTheRequestOrOnlyItsAnswer(EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        api.createCollection("c");
        server.inject(request -> request.body().contains("lost"), Fault.reset());
        server.inject(request -> request.body().contains("kept"), Fault.resetAfterHandling());
        for (String key : List.of("lost", "kept")) {
            try (RawClient client = new RawClient(server)
                    .send("POST /_api/document/c HTTP/1.1\r\nContent-Length: 15\r\n\r\n{\"_key\":\"" + key + "\"}")) {
                assertThatThrownBy(client::rest).isInstanceOf(IOException.class).hasMessageContaining("reset");
            }
        }
        assertThat(api.send("GET", "/_api/document/c/lost", "").statusCode()).isEqualTo(404);
        assertThat(api.send("GET", "/_api/document/c/kept", "").statusCode()).isEqualTo(200);
    }

    @Test
    void aDelayedRequestIsAnsweredLater(EmbeddedArango server) throws IOException {
        server.inject(request -> true, Fault.delay(Duration.ofMillis(150)));
        long begin = System.nanoTime();
        try (RawClient client = new RawClient(server).send(VERSION)) {
            assertThat(client.answer()).startsWith("HTTP/1.1 200 OK");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void closingTheServerEndsADelay() throws IOException, InterruptedException {
        EmbeddedArango server = EmbeddedArango.start();
        server.inject(request -> true, Fault.delay(Duration.ofHours(1)));
        try (RawClient client = new RawClient(server).send(VERSION)) {
            assertThat(server.journal().await(1, Duration.ofSeconds(5))).isTrue();
            server.close();
            assertThatThrownBy(() -> {
                        if (client.rest().isEmpty()) {
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void faultsThatWereTakenBackDoNotHappen(EmbeddedArango server) throws Exception {
        server.inject(request -> true, Fault.status(500), Integer.MAX_VALUE);
        server.clearFaults();
        assertThat(new ApiClient(server).send("GET", "/_api/version", "").statusCode())
                .isEqualTo(200);
    }
}
