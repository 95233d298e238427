package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.ArangoDriver;
import io.arangobatch.Connection;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.request.Collections;
import io.arangobatch.request.Databases;
import io.arangobatch.request.Documents;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import io.arangobatch.tck.server.scripted.ServerConnection;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names with characters that mean something in a URL arrive as they were given. */
class OddNamesTest extends OperationTest {

    @Test
    void aKeyKeepsItsPunctuation() {
        String key = "a_b-c:d.e@f(g)+h,i=j;k$l!m*n'%25";

        run(Documents.insert(STUDENTS, Map.of("_key", key)));

        assertThat(run(Documents.get(STUDENTS, key, JsonNode.class))
                        .orElseThrow()
                        .path("_key")
                        .asText())
                .isEqualTo(key);
        assertThat(run(Documents.exists(STUDENTS, key))).isTrue();
        assertThat(run(Documents.delete(STUDENTS, key)).key()).isEqualTo(key);
    }

    @Test
    void aNameWithSpacesUmlautsAndPercentSignsIsEncodedOnce() {
        assertThat(Documents.get("Bücher 100%", "a?b#c&d", JsonNode.class).target())
                .isEqualTo("/_api/document/B%C3%BCcher%20100%25/a%3Fb%23c%26d");

        assertThat(run(Collections.exists("Bücher 100%"))).isFalse();
        assertThat(run(Databases.exists("Bücher 100%"))).isFalse();
    }

    @Test
    void theDatabaseOfTheUrlIsEncodedInEachRequest() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(OddNamesTest::answerEmpty);
                Connection shop = via.connect(
                        "arangodb://127.0.0.1:" + server.endpoint().port() + "/B%C3%BCcher%20100%25%2Falt")) {
            assertThat(shop.database()).isEqualTo("Bücher 100%/alt");

            shop.execute(ArangoRequest.of("GET", "/_api/version"));

            assertThat(server.requests())
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.target()).isEqualTo("/_db/B%C3%BCcher%20100%25%2Falt/_api/version"));
        }
    }

    private static void answerEmpty(ServerConnection connection) throws IOException {
        connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        connection.awaitClientEnd();
    }

    @Test
    void valuesOfParametersAreEncodedOnce() {
        JsonNode made = run(ArangoRequest.of("POST", "/_api/document/" + STUDENTS)
                .query("returnNew", true)
                .query("odd name", "a&b=c ü%")
                .json(Map.of("_key", "Kris")));

        assertThat(made.at("/new/_key").asText()).isEqualTo("Kris");
    }

    @Test
    void aCollectionOfADatabaseWithDashesIsFound() {
        run(Databases.create("my-school_1"));

        try (Connection school =
                ArangoDriver.connect(via.config(arango).database("my-school_1").build())) {
            way.run(school, Collections.create("students-of_2026", CollectionOptions.none()));
            way.run(school, Documents.insert("students-of_2026", Map.of("name", "Zoë ☃ 🙂")));

            assertThat(school.aql()
                            .query("FOR s IN `students-of_2026` RETURN s.name", String.class)
                            .first())
                    .isEqualTo("Zoë ☃ 🙂");
        }
    }
}
