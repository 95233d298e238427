package io.arangobatch.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.tls.Certificates;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedClusterTest {

    private static final String QUERY = "{\"query\":\"FOR i IN 1..5 RETURN i\",\"batchSize\":2}";

    private final EmbeddedCluster cluster = EmbeddedCluster.start(3);

    @AfterEach
    void close() {
        cluster.close();
    }

    private ApiClient client(int node) {
        return new ApiClient(cluster.node(node).server());
    }

    @Test
    void whatOneNodeWritesTheOthersRead() throws Exception {
        client(0).createCollection("c");
        client(1).send("POST", "/_api/document/c", "{\"_key\":\"a\"}");

        assertThat(client(2).send("GET", "/_api/document/c/a", "").statusCode()).isEqualTo(200);
    }

    @Test
    void eachNodeIsACoordinatorThatTellsOfAll() throws Exception {
        cluster.node(1).stop();
        List<String> told = new ArrayList<>();
        JsonNode answer = client(2).json("GET", "/_api/cluster/endpoints", "");
        answer.path("endpoints")
                .forEach(entry -> told.add(entry.path("endpoint").asText()));

        assertThat(answer.path("code").asInt()).isEqualTo(200);
        assertThat(told)
                .containsExactlyElementsOf(cluster.nodes().stream()
                        .map(node -> "tcp://127.0.0.1:" + node.port())
                        .toList());
        assertThat(client(2).json("GET", "/_admin/server/role", "").path("role").asText())
                .isEqualTo("COORDINATOR");
        assertThat(client(2)
                        .json("GET", "/_admin/status", "")
                        .path("serverInfo")
                        .path("role")
                        .asText())
                .isEqualTo("COORDINATOR");
    }

    @Test
    void aNodeWithTlsSaysSo() throws Exception {
        try (EmbeddedCluster secure =
                EmbeddedCluster.start(1, EmbeddedArango.builder().tls(Certificates.validServer()))) {
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(Certificates.client()).build();
            assertThat(new ApiClient(secure.node(0).server(), trusting)
                            .json("GET", "/_api/cluster/endpoints", "")
                            .path("endpoints")
                            .path(0)
                            .path("endpoint")
                            .asText())
                    .isEqualTo("ssl://127.0.0.1:" + secure.node(0).port());
        }
    }

    @Test
    void aCursorIsKnownToTheNodeThatMadeItOnly() throws Exception {
        String id = client(0).json("POST", "/_api/cursor", QUERY).path("id").asText();

        JsonNode elsewhere = client(1).json("PUT", "/_api/cursor/" + id, "");
        assertThat(elsewhere.path("code").asInt()).isEqualTo(404);
        assertThat(elsewhere.path("errorNum").asInt()).isEqualTo(1600);
        assertThat(client(1).send("DELETE", "/_api/cursor/" + id, "").statusCode())
                .isEqualTo(404);
        assertThat(client(0).send("PUT", "/_api/cursor/" + id, "").statusCode()).isEqualTo(200);
    }

    @Test
    void aNodeComesBackOnItsPortWithTheDataAndWithoutItsCursors() throws Exception {
        client(0).createCollection("c");
        String id = client(0).json("POST", "/_api/cursor", QUERY).path("id").asText();
        int port = cluster.node(0).port();
        cluster.node(0).stop();
        cluster.node(0).stop();
        assertThatThrownBy(() -> client(0).send("GET", "/", "")).isInstanceOf(ConnectException.class);

        cluster.node(0).start();
        cluster.node(0).start();

        assertThat(cluster.node(0).port()).isEqualTo(port);
        assertThat(cluster.node(0).server().port()).isEqualTo(port);
        assertThat(client(0).send("GET", "/_api/collection/c", "").statusCode()).isEqualTo(200);
        assertThat(client(0).send("PUT", "/_api/cursor/" + id, "").statusCode()).isEqualTo(404);
    }

    @Test
    void aTokenOfOneNodeIsGoodForAll() throws Exception {
        try (EmbeddedCluster closed =
                EmbeddedCluster.start(2, EmbeddedArango.builder().authentication("root", "x"))) {
            String token = new ApiClient(closed.node(0).server())
                    .json("POST", "/_open/auth", "{\"username\":\"root\",\"password\":\"x\"}")
                    .path("jwt")
                    .asText();

            assertThat(new ApiClient(closed.node(1).server())
                            .send("GET", "/_api/version", "", "Authorization", "bearer " + token)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"3.2.2, 404, 404", "3.11.14, 403, 11", "3.12.2, 501, 9"})
    void aSingleServerHasNoCoordinatorsToTellOf(String version, int status, int errorNum) throws Exception {
        try (EmbeddedArango single =
                EmbeddedArango.builder().serverVersion(version).start()) {
            JsonNode answer = new ApiClient(single).json("GET", "/_api/cluster/endpoints", "");

            assertThat(answer.path("code").asInt()).isEqualTo(status);
            assertThat(answer.path("errorNum").asInt()).isEqualTo(errorNum);
            assertThat(new ApiClient(single)
                            .json("GET", "/_admin/server/role", "")
                            .path("role")
                            .asText())
                    .isEqualTo("SINGLE");
        }
    }

    @Test
    void aClusterOfNoneIsRefused() {
        assertThatThrownBy(() -> EmbeddedCluster.start(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a cluster has at least one node, not 0");
    }
}
