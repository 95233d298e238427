package io.arangobatch.tck.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(EmbeddedArangoExtension.class)
class DocumentTest {
    @Test
    void aUniqueIndexOverAnArrayKeepsElementsApart(EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        api.createCollection("c");
        api.send("POST", "/_api/index?collection=c", "{\"type\":\"hash\",\"fields\":[\"tags[*]\"],\"unique\":true}");
        api.send("POST", "/_api/document/c", "{\"_key\":\"a\",\"tags\":[\"x\",\"y\",\"x\"]}");

        assertThat(api.json("POST", "/_api/document/c", "{\"tags\":[\"y\"]}")
                        .path("errorNum")
                        .asInt())
                .isEqualTo(1210);
        assertThat(api.send("POST", "/_api/document/c", "{\"tags\":[\"z\"]}").statusCode())
                .isEqualTo(202);
        assertThat(api.send("DELETE", "/_api/document/c/a", "").statusCode()).isEqualTo(202);
        assertThat(api.send("POST", "/_api/document/c", "{\"tags\":[\"y\"]}").statusCode())
                .isEqualTo(202);
    }

    @Test
    void aUniqueIndexTakesOneAndOnePointZeroForOneValueAndMissingForNull(EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        api.createCollection("c");
        api.send(
                "POST",
                "/_api/index?collection=c",
                "{\"type\":\"skiplist\",\"fields\":[\"a\",\"b.c\"],\"unique\":true}");
        JsonNode answers = api.json(
                "POST",
                "/_api/document/c",
                "[{\"a\":1},{\"a\":1.0,\"b\":{\"c\":null}},{\"a\":1,\"b\":{\"c\":2}},{\"a\":1,\"b\":{\"c\":2.0}},{\"a\":\"1\"}]");
        assertThat(answers)
                .extracting(answer -> answer.path("errorNum").asInt())
                .containsExactly(0, 1210, 0, 1210, 0);
        assertThat(answers.get(3).path("errorMessage").asText())
                .matches("unique constraint violated - in index \\d+ of type rocksdb-skiplist over \\[\"a\", \"b.c\"]");
    }

    @Test
    void anIndexOverDocumentsThatViolateItIsNotCreated(EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        api.createCollection("c");
        api.send("POST", "/_api/document/c", "[{\"a\":1},{\"a\":1}]");
        assertThat(api.send(
                                "POST",
                                "/_api/index?collection=c",
                                "{\"type\":\"hash\",\"fields\":[\"a\"],\"unique\":true}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(api.json("GET", "/_api/index?collection=c", "").path("indexes"))
                .hasSize(1);
    }

    @Test
    void aRevisionInTheBodyCountsOnlyTogetherWithTheKey(EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        api.createCollection("c");
        api.send("POST", "/_api/document/c", "{\"_key\":\"a\"}");
        assertThat(api.send("PUT", "/_api/document/c/a?ignoreRevs=false", "{\"_rev\":\"1\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(api.send("PUT", "/_api/document/c/a?ignoreRevs=false", "{\"_key\":\"a\",\"_rev\":\"1\"}")
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void aPatchOfNothingKeepsTheRevision(EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        api.createCollection("c");
        JsonNode stored = api.json("POST", "/_api/document/c", "{\"_key\":\"a\"}");
        JsonNode patched = api.json("PATCH", "/_api/document/c/a", "{}");
        assertThat(patched.path("_rev")).isEqualTo(stored.path("_rev"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                | Expecting item or '}'",
                "[1               | Expecting ',' or ']'",
                "{\"a\":1,\"a\":2}| Duplicate attribute name",
                "{a:1}            | Expecting '\"' or '}'",
                "{\"a\" 1}        | Expecting ':'",
                "{\"a\":1} x      | Expecting EOF",
                "{\"a\":tru}      | Expecting 'true'",
                "{\"a\":-}        | Expecting digit",
                "{\"a\":\"\\x\"}  | Invalid escape sequence",
                "{\"a\":\"b       | Unfinished string"
            })
    void badJsonIsExplainedInVelocyPacksWords(String body, String message, EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        api.createCollection("c");
        JsonNode answer = api.json("POST", "/_api/document/c", body);
        assertThat(answer.path("errorNum").asInt()).isEqualTo(600);
        assertThat(answer.path("errorMessage").asText()).isEqualTo("VPackError error: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.0|1",
                "1e3|1000",
                "0.1|0.1",
                "1e21|1e+21",
                "1.5e-7|1.5e-7",
                "-2.50|-2.5",
                "18446744073709551615|18446744073709551615",
                "123456789012.5|123456789012.5"
            })
    void numbersAreWrittenAsTheServerWritesThem(String given, String written, EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        api.createCollection("c");
        api.send("POST", "/_api/document/c", "{\"_key\":\"a\",\"n\":" + given + "}");
        assertThat(api.send("GET", "/_api/document/c/a", "").body()).endsWith("\"n\":" + written + "}");
    }

    @Test
    void concurrentInsertsOfOneKeySucceedOnce(EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        api.createCollection("c");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String body = "{\"_key\":\"k" + i / 4 + "\"}";
                answers.add(threads.submit(
                        () -> api.send("POST", "/_api/document/c", body).statusCode()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).filteredOn(status -> status == 202).hasSize(100);
            assertThat(statuses).filteredOn(status -> status == 409).hasSize(300);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aQueryThatFailsHalfWayLeavesNothingBehind(EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        api.createCollection("c");
        api.send("POST", "/_api/document/c", "{\"_key\":\"3\",\"v\":0}");
        JsonNode answer =
                api.json("POST", "/_api/cursor", "{\"query\":\"FOR i IN 1..5 INSERT { _key: TO_STRING(i) } INTO c\"}");
        assertThat(answer.path("errorNum").asInt()).isEqualTo(1210);
        assertThat(api.json("GET", "/_api/collection/c/count", "").path("count").asInt())
                .isEqualTo(1);
    }

    @Test
    void removingAVertexRemovesItsEdges(EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        api.send(
                "POST",
                "/_api/gharial",
                "{\"name\":\"g\",\"edgeDefinitions\":[{\"collection\":\"e\",\"from\":[\"v\"],\"to\":[\"v\"]}]}");
        api.send("POST", "/_api/document/v", "[{\"_key\":\"a\"},{\"_key\":\"b\"}]");
        api.send("POST", "/_api/gharial/g/edge/e", "{\"_from\":\"v/a\",\"_to\":\"v/b\"}");
        assertThat(api.send("DELETE", "/_api/gharial/g/vertex/v/b", "").statusCode())
                .isEqualTo(202);
        assertThat(api.json("GET", "/_api/collection/e/count", "").path("count").asInt())
                .isZero();
    }

    @Test
    void aCursorExpires(EmbeddedArango server) throws Exception {
        ApiClient api = new ApiClient(server);
        String id = api.json(
                        "POST", "/_api/cursor", "{\"query\":\"FOR i IN 1..3 RETURN i\",\"batchSize\":1,\"ttl\":0.001}")
                .path("id")
                .asText();
        assertThat(api.json("PUT", "/_api/cursor/" + id, "").path("errorNum").asInt())
                .isEqualTo(1600);
    }
}
