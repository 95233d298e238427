package io.arangobatch.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(EmbeddedArangoExtension.class)
class HttpLayerTest {
    private static final String VERSION = "GET /_api/version HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void pipelinedRequestsAreAnsweredInOrder(EmbeddedArango server) throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            requests.append("GET /_api/nope").append(i).append(" HTTP/1.1\r\n\r\n");
        }
        try (RawClient client = new RawClient(server).send(requests.toString())) {
            for (int i = 0; i < 50; i++) {
                assertThat(client.answer()).contains("unknown path '/_api/nope" + i + "'");
            }
        }
        assertThat(server.journal().connections()).isEqualTo(1);
    }

    @Test
    void theAnswerToHeadHasTheLengthButNoBody(EmbeddedArango server) throws IOException {
        try (RawClient client = new RawClient(server).send("HEAD /_api/version HTTP/1.1\r\n\r\n" + VERSION)) {
            assertThat(client.answer(true))
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("Content-Length: 59\r\n")
                    .endsWith("\r\n\r\n");
            assertThat(client.answer()).startsWith("HTTP/1.1 200 OK").contains("\"version\":\"3.2.2\"");
        }
    }

    @Test
    void anUnknownMethodIsRefusedAndTheConnectionStaysOpen(EmbeddedArango server) throws IOException {
        try (RawClient client =
                new RawClient(server).send("BREW /_api/version HTTP/1.1\r\nConnection: close\r\n\r\n")) {
            assertThat(client.answer())
                    .startsWith("HTTP/1.1 405 Method Not Allowed")
                    .contains("Connection: Keep-Alive");
            assertThat(client.send(VERSION).answer()).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aChunkedBodyIsTakenForTheNextRequest(EmbeddedArango server) throws IOException {
        new RawClient(server)
                .send("POST /_api/collection HTTP/1.1\r\nContent-Length: 12\r\n\r\n{\"name\":\"c\"}")
                .answer();
        try (RawClient client = new RawClient(server)
                .send(
                        "POST /_api/document/c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{\"a\":1}\r\n0\r\n\r\n")) {
            assertThat(client.answer()).startsWith("HTTP/1.1 400 Bad Request").contains("1227");
            assertThat(client.answer()).startsWith("HTTP/1.1 505 HTTP Version Not Supported");
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToContinue(EmbeddedArango server) throws IOException {
        try (RawClient client = new RawClient(server)
                .send("POST /_api/collection HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 12\r\n\r\n")) {
            assertThat(client.answer()).isEqualTo("HTTP/1.1 100 (Continue)\r\n\r\n");
            assertThat(client.send("{\"name\":\"c\"}").answer()).startsWith("HTTP/1.1 200 OK");
        }
    }

    @ParameterizedTest
    @CsvSource({"3000000, 431 Request Header Fields Too Large", "20000, 200 OK"})
    void aHeadBeyondTwoMebibytesIsRefused(int size, String status, EmbeddedArango server) throws IOException {
        try (RawClient client =
                new RawClient(server).send("GET /_api/version HTTP/1.1\r\nX-Long: " + "x".repeat(size) + "\r\n\r\n")) {
            assertThat(client.answer()).startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void aTargetBeyondSixteenKibibytesIsRefused(EmbeddedArango server) throws IOException {
        try (RawClient client =
                new RawClient(server).send("GET /_api/version?x=" + "x".repeat(20_000) + " HTTP/1.1\r\n\r\n")) {
            assertThat(client.answer())
                    .startsWith("HTTP/1.1 414 Request-URI Too Long")
                    .contains("Content-Length: 0");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aBodyThatIsAnnouncedTooLongIsRefusedAtOnce() throws IOException {
        try (EmbeddedArango server = EmbeddedArango.builder().maxBodyBytes(100).start();
                RawClient client =
                        new RawClient(server).send("POST /_api/batch HTTP/1.1\r\nContent-Length: 101\r\n\r\n")) {
            assertThat(client.answer())
                    .startsWith("HTTP/1.1 413 Payload Too Large")
                    .contains("Connection: Keep-Alive");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_api/%zz|x", "/_api/\\^`{}", "/_api/ü", "*"})
    void aTargetThatIsNoUriIsAPathLikeAnyOther(String target, EmbeddedArango server) throws IOException {
        try (RawClient client = new RawClient(server).send("GET " + target + " HTTP/1.1\r\n\r\n")) {
            assertThat(client.answer()).startsWith("HTTP/1.1 404 Not Found").contains("unknown path");
        }
    }

    @Test
    void headerNamesAndMethodsMayHaveAnyCase(EmbeddedArango server) throws IOException {
        try (RawClient client = new RawClient(server).send("get /_api/version HTTP/1.1\r\nCONNECTION: CLOSE\r\n\r\n")) {
            assertThat(client.rest()).startsWith("HTTP/1.1 200 OK").contains("Connection: Close");
        }
    }

    @Test
    void aRequestWhoseBodyDoesNotArriveWholeIsNotRun(EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        api.createCollection("c");
        server.journal().clear();
        try (RawClient client =
                new RawClient(server).send("POST /_api/document/c HTTP/1.1\r\nContent-Length: 8\r\n\r\n{\"a\":1}")) {
            client.send("");
        }
        assertThat(api.json("GET", "/_api/collection/c/count", "").path("count").asInt())
                .isZero();
        assertThat(server.journal().requests())
                .extracting(RecordedRequest::method)
                .containsExactly("GET");
    }

    @Test
    void aBodyOfSixtyFourMebibytesIsStoredAndReadBack(EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        api.createCollection("c");
        String text = "x".repeat(64 << 20);
        assertThat(api.send("POST", "/_api/document/c", "{\"_key\":\"a\",\"t\":\"" + text + "\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(api.send("GET", "/_api/document/c/a", "").body())
                .hasSizeGreaterThan(64 << 20)
                .endsWith("xx\"}");
    }

    @Test
    void aTakenPortIsNamedInTheError(EmbeddedArango server) {
        assertThatThrownBy(() -> EmbeddedArango.builder().port(server.port()).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot listen on 127.0.0.1:" + server.port() + ": Address already in use");
    }
}
