package io.arangobatch.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.tck.server.EmbeddedArangoTest.Lifecycle;
import java.net.ConnectException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTest {
    @Test
    void serversSideBySideKnowNothingOfEachOther() throws Exception {
        try (EmbeddedArango one = EmbeddedArango.start();
                EmbeddedArango other = EmbeddedArango.start()) {
            new ApiClient(one).createCollection("c");
            assertThat(new ApiClient(other)
                            .send("GET", "/_api/collection/c", "")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aClosedServerRefusesConnections() {
        EmbeddedArango server = EmbeddedArango.start();
        server.close();
        server.close();
        assertThatThrownBy(() -> new ApiClient(server).send("GET", "/", "")).isInstanceOf(ConnectException.class);
    }

    @ParameterizedTest
    @CsvSource({"3.2.2, POST, 400", "3.2.2, PUT, 404", "3.11.14, POST, 404", "3.11.14, PUT, 404"})
    void aCursorIsContinuedByPostSinceThreeEight(String version, String method, int status) throws Exception {
        try (EmbeddedArango server =
                EmbeddedArango.builder().serverVersion(version).start()) {
            int answered =
                    new ApiClient(server).send(method, "/_api/cursor/1", "").statusCode();
            assertThat(answered).isEqualTo(status);
            assertThat(server.serverVersion()).isEqualTo(version);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"3.2.2|collection not found: c", "3.11.14|collection or view not found: c"})
    void anUnknownCollectionIsWordedAsTheVersionDoes(String version, String message) throws Exception {
        try (EmbeddedArango server =
                EmbeddedArango.builder().serverVersion(version).start()) {
            assertThat(new ApiClient(server)
                            .json("GET", "/_api/document/c/k", "")
                            .path("errorMessage")
                            .asText())
                    .isEqualTo(message);
        }
    }

    @Test
    void overwriteModeIsKnownSinceThreeSeven() throws Exception {
        try (EmbeddedArango server =
                EmbeddedArango.builder().serverVersion("3.11.14").start()) {
            ApiClient api = new ApiClient(server);
            api.createCollection("c");
            api.send("POST", "/_api/document/c", "{\"_key\":\"a\",\"v\":1}");
            api.send("POST", "/_api/document/c?overwriteMode=update", "{\"_key\":\"a\",\"w\":2}");
            assertThat(api.send("GET", "/_api/document/c/a", "").body()).endsWith("\"v\":1,\"w\":2}");
            api.send("POST", "/_api/document/c?overwrite=true", "{\"_key\":\"a\",\"x\":3}");
            assertThat(api.send("GET", "/_api/document/c/a", "").body())
                    .endsWith("\"x\":3}")
                    .doesNotContain("\"v\"");
        }
    }

    @Test
    void numericRevisionsSuitOldClients() throws Exception {
        try (EmbeddedArango server =
                EmbeddedArango.builder().numericRevisions(true).start()) {
            ApiClient api = new ApiClient(server);
            api.createCollection("c");
            assertThat(api.json("POST", "/_api/document/c", "{}").path("_rev").asText())
                    .matches("\\d+");
        }
    }

    @Test
    void aVersionThatIsNoneIsRefused() {
        assertThatThrownBy(() -> EmbeddedArango.builder().serverVersion("3.2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("server version '3.2' is not of the form major.minor.patch, such as 3.2.2 or 3.11.14");
    }

    @Nested
    @EmbeddedArangoTest(lifecycle = Lifecycle.PER_CLASS, serverVersion = "3.11.14", user = "root")
    class SharedByAClass {
        private static EmbeddedArango atFirst;

        @BeforeAll
        static void remember(EmbeddedArango server) {
            atFirst = server;
        }

        @Test
        void isTheSameInEveryMethod(EmbeddedArango server) throws Exception {
            assertThat(server).isSameAs(atFirst);
            assertThat(server.serverVersion()).isEqualTo("3.11.14");
            assertThat(new ApiClient(server).send("GET", "/_api/version", "").statusCode())
                    .isEqualTo(401);
        }

        @Test
        void isTheSameInAnotherMethod(EmbeddedArango server) {
            assertThat(server).isSameAs(atFirst);
        }
    }
}
