package io.arangobatch.tck.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(EmbeddedArangoExtension.class)
class BatchTest {
    private static final String[] TYPE = {"Content-Type", "multipart/form-data; boundary=abc"};
    private static final String VERSION = "GET /_api/version HTTP/1.1\r\n\r\n";

    @Test
    void aMalformedPartLosesTheAnswersButNotTheWritesBeforeIt(EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        api.createCollection("c");
        String batch = ApiClient.batch("abc", "POST /_api/document/c HTTP/1.1\r\n\r\n{\"_key\":\"a\"}")
                .replace("--abc--", "--abc\r\nContent-Type: text/plain\r\n\r\n" + VERSION + "\r\n--abc--");

        HttpResponse<String> answer = api.send("POST", "/_api/batch", batch, TYPE);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid multipart message received");
        assertThat(api.send("GET", "/_api/document/c/a", "").statusCode()).isEqualTo(200);
    }

    @Test
    void aNulByteHidesTheDelimitersBehindIt(EmbeddedArango server) throws Exception {
        String batch = ApiClient.batch("abc", "POST /_api/document/c HTTP/1.1\r\n\r\n\"\0\"");
        assertThat(new ApiClient(server)
                        .send("POST", "/_api/batch", batch, TYPE)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void manyPartsWithBareLineFeedsAreAnswered(EmbeddedArango server) throws Exception {
        String[] parts = new String[500];
        Arrays.fill(parts, VERSION);
        String batch = ApiClient.batch("abc", parts).replace("\r\n", "\n");

        HttpResponse<String> answer = new ApiClient(server).send("POST", "/_api/batch", batch, TYPE);

        assertThat(answer.body().split("HTTP/1.1 200 OK", -1)).hasSize(501);
    }

    @ParameterizedTest
    @CsvSource({"3.2.2, 400", "3.4.0, 200", "3.11.14, 200", "3.12.0, 200"})
    void quotesAroundTheBoundaryAreUnderstoodSinceThreeFour(String version, int status) throws Exception {
        try (EmbeddedArango server =
                EmbeddedArango.builder().serverVersion(version).start()) {
            HttpResponse<String> answer = new ApiClient(server)
                    .send(
                            "POST",
                            "/_api/batch",
                            ApiClient.batch("abc", VERSION),
                            "Content-Type",
                            "multipart/form-data; boundary=\"abc\"");
            assertThat(answer.statusCode()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({"3.11.14, 200", "3.12.0, 400"})
    void aColonInAContentIdBreaksTheParserOfThreeTwelve(String version, int status) throws Exception {
        try (EmbeddedArango server =
                EmbeddedArango.builder().serverVersion(version).start()) {
            String batch = ApiClient.batch("abc", VERSION).replace("batchpart\r\n", "batchpart\r\nContent-Id: a:b\r\n");
            assertThat(new ApiClient(server)
                            .send("POST", "/_api/batch", batch, TYPE)
                            .statusCode())
                    .isEqualTo(status);
        }
    }

    @Test
    void aServerFromThreeTwelveThreeOnHasNoBatchEndpoint() throws Exception {
        try (EmbeddedArango server =
                EmbeddedArango.builder().serverVersion("3.12.4").start()) {
            assertThat(new ApiClient(server)
                            .json("POST", "/_api/batch", ApiClient.batch("abc", VERSION), TYPE)
                            .toString())
                    .isEqualTo(
                            "{\"error\":true,\"code\":404,\"errorNum\":404,\"errorMessage\":\"unknown path '/_api/batch'\"}");
        }
    }

    @Test
    void aServerWithoutJavaScriptSaysThatBatchesAreNotImplemented() throws Exception {
        try (EmbeddedArango server =
                EmbeddedArango.builder().batchNotImplemented().start()) {
            assertThat(new ApiClient(server)
                            .json("POST", "/_api/batch", ApiClient.batch("abc", VERSION), TYPE)
                            .toString())
                    .isEqualTo(
                            "{\"error\":true,\"errorMessage\":\"'/_api/batch' not implemented\",\"code\":501,\"errorNum\":9}");
        }
    }

    @Test
    void theAnswerOfAStoredAsynchronousBatchIsFetchedOnce(EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        HttpResponse<String> accepted = api.send(
                "POST", "/_api/batch", ApiClient.batch("abc", VERSION), TYPE[0], TYPE[1], "x-arango-async", "store");
        String id = accepted.headers().firstValue("x-arango-async-id").orElseThrow();
        assertThat(accepted.statusCode()).isEqualTo(202);

        HttpResponse<String> stored = api.send("PUT", "/_api/job/" + id, "");
        while (stored.statusCode() == 204) {
            stored = api.send("PUT", "/_api/job/" + id, "");
        }

        assertThat(stored.body()).startsWith("--abc\r\n").endsWith("--abc--");
        assertThat(stored.headers().firstValue("x-arango-async-id")).hasValue(id);
        assertThat(api.send("PUT", "/_api/job/" + id, "").statusCode()).isEqualTo(404);
    }
}
