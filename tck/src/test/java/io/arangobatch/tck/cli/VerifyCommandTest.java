package io.arangobatch.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.ArangoDriver;
import io.arangobatch.Connection;
import io.arangobatch.tck.server.EmbeddedArango;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void anUnknownTransportIsAWrongCallAndTheErrorListsThoseFound() {
        assertThat(run("--transport", "none")).isEqualTo(2);
        assertThat(firstError())
                .isEqualTo(
                        "verify: no transport named 'none' is on the class path; found: httpclient, jdk-example, netty");
    }

    @Test
    void aCallWithoutATransportIsWrong() {
        assertThat(run()).isEqualTo(2);
        assertThat(firstError()).isEqualTo("Missing required option: '--transport=NAME'");
    }

    @Test
    void aMalformedUrlIsAWrongCallAndItsPasswordIsNotTold() {
        assertThat(run("--transport", "jdk-example", "--url", "http://root:pa55-of-root@127.0.0.1:99999"))
                .isEqualTo(2);
        assertThat(firstError()).startsWith("verify: --url: ").contains("99999").doesNotContain("pa55-of-root");
    }

    @Test
    void aReportThatCannotBeWrittenIsToldBeforeTheRun() {
        assertThat(run("--transport", "jdk-example", "--report", directory.toString()))
                .isEqualTo(2);
        assertThat(firstError()).isEqualTo("verify: " + directory + " is a directory; name a file for the report");
    }

    @Test
    void againstARealServerTheRestIsSkippedWithTheReasonAndNoDatabaseIsLeft() throws IOException {
        try (EmbeddedArango server =
                EmbeddedArango.builder().authentication("root", "pa55-of-root").start()) {
            Path json = directory.resolve("report.json");
            Path html = directory.resolve("report.html");
            String url = "http://root:pa55-of-root@127.0.0.1:" + server.port();
            assertThat(run(
                            "--transport",
                            "netty",
                            "--url",
                            url,
                            "--json",
                            json.toString(),
                            "--report",
                            html.toString()))
                    .as(out + "\n" + err)
                    .isZero();
            assertThat(Files.readString(html) + Files.readString(json) + out).doesNotContain("pa55-of-root");
            JsonNode transport = new ObjectMapper().readTree(json.toFile()).at("/transports/0");
            assertThat(transport.path("server").asText()).isEqualTo("http://127.0.0.1:" + server.port());
            assertThat(transport.at("/topics/request/passed").asInt()).isZero();
            assertThat(transport.at("/topics/discovery/passed").asInt()).isPositive();
            assertThat(transport.path("results").findValuesAsText("reason"))
                    .contains(
                            "needs a server of the kit's own, which does what the test says; this run is against http://127.0.0.1:"
                                    + server.port());
            assertThat(databases(server)).containsExactly("_system");
        }
    }

    private static Iterable<String> databases(EmbeddedArango server) {
        try (Connection connection =
                ArangoDriver.connect("arangodb://root:pa55-of-root@127.0.0.1:" + server.port() + "?transport=netty")) {
            return connection.databases().list();
        }
    }

    private int run(String... arguments) {
        return new CommandLine(new VerifyCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String firstError() {
        return err.toString().lines().findFirst().orElse("");
    }
}
