package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.ArangoServerException;
import io.arangobatch.Connection;
import io.arangobatch.DatabaseException;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.Databases;
import io.arangobatch.request.Server;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Databases, the server's version, and requests that nobody wrapped. */
class DatabasesTest extends OperationTest {

    @Test
    void aNewDatabaseIsListed() {
        assertThat(run(Databases.create("school"))).isTrue();

        assertThat(run(Databases.list())).containsExactlyInAnyOrder("_system", "school");
        assertThat(run(Databases.listAccessible())).contains("school");
        assertThat(run(Databases.exists("school"))).isTrue();
        assertThat(run(Databases.exists("nowhere"))).isFalse();
    }

    @Test
    void aSecondDatabaseOfANameIsRefused() {
        run(Databases.create("school"));

        assertThatThrownBy(() -> run(Databases.create("school")))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.errorNum()).isEqualTo(1207));
    }

    @Test
    void aDroppedDatabaseIsGone() {
        run(Databases.create("school"));

        assertThat(run(Databases.drop("school"))).isTrue();

        assertThat(run(Databases.exists("school"))).isFalse();
    }

    @Test
    void theCurrentDatabaseIsThatOfTheUrl() {
        run(Databases.create("school"));

        try (Connection school = via.connect("arangodb://127.0.0.1:" + arango.port() + "/school")) {
            assertThat(way.run(school, Databases.current()).name()).isEqualTo("school");
            assertThat(way.run(school, Databases.current()).system()).isFalse();
        }
        assertThat(run(Databases.current()).system()).isTrue();
    }

    @Test
    void theServerTellsItsVersion() {
        assertThat(run(Server.version()).server()).isEqualTo("arango");
        assertThat(run(Server.version()).version()).isEqualTo("3.2.2");
        assertThat(run(Server.version()).license()).isEqualTo("community");
    }

    @Test
    void anyRequestIsRun() {
        JsonNode answer = run(ArangoRequest.of("GET", "/_api/version").query("details", true));

        assertThat(answer.path("details").path("build-date").asText()).isNotEmpty();
    }

    @Test
    void anyRequestIsReadAsAType() {
        Map<String, String> version = run(ArangoRequest.of("GET", "/_api/version")
                .header("X-Harmless", "yes")
                .as(new TypeReference<Map<String, String>>() {}));

        assertThat(version).containsEntry("server", "arango");
    }

    @Test
    void anyBytesAreSentAndAnyAnswerIsRead() {
        byte[] lines = "{\"_key\":\"Kris\"}\n{\"_key\":\"Rita\"}\n".getBytes(StandardCharsets.UTF_8);

        int status = run(ArangoRequest.of("POST", "/_api/import")
                .query("type", "documents")
                .query("collection", STUDENTS)
                .bytes(lines, "application/x-ldjson")
                .decodedBy(response -> response.requireSuccess().status()));

        assertThat(status).isEqualTo(201);
        assertThat(db.collection(STUDENTS).getAll(List.of("Kris", "Rita"), JsonNode.class))
                .allMatch(found -> found.error().isEmpty());
    }

    @Test
    void anUnknownPathIsAnErrorOfTheServer() {
        assertThatThrownBy(() -> run(ArangoRequest.of("GET", "/_api/nonsense")))
                .isInstanceOfSatisfying(ArangoServerException.class, e -> {
                    assertThat(e.status()).isEqualTo(404);
                    assertThat(e.errorNum()).isEqualTo(404);
                    assertThat(e.request()).isEqualTo("GET /_api/nonsense");
                });
    }
}
