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
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** That the benchmark works; how fast anything is, no test can tell. */
class BenchCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void aQuickRunMeasuresBothTransportsAndTheLimitsAndTellsItInAllForms() throws IOException {
        Path json = directory.resolve("results.json");
        Path html = directory.resolve("results.html");
        Path docs = Files.writeString(
                directory.resolve("docs.md"), "before\n<!-- measured: begin -->old<!-- measured: end -->\nafter\n");
        assertThat(quick(
                        "--contender",
                        "httpclient-multipart",
                        "--contender",
                        "netty-pipeline",
                        "--contender",
                        "limit",
                        "--server",
                        "null",
                        "--load",
                        "standard",
                        "--json",
                        json.toString(),
                        "--html",
                        html.toString(),
                        "--docs",
                        docs.toString()))
                .as(out + "\n" + err)
                .isZero();

        JsonNode results = new ObjectMapper().readTree(json.toFile());
        assertThat(results.path("cells").findValuesAsText("contender"))
                .contains("httpclient-multipart", "netty-pipeline", "limit-socket", "limit-encoding");
        for (JsonNode cell : results.path("cells")) {
            assertThat(cell.path("failure").asText()).as(cell.toString()).isEmpty();
            assertThat(cell.at("/rounds/0/OPERATIONS_PER_SECOND").asDouble()).isPositive();
        }
        assertThat(out.toString()).contains("standard, null server: 20 inserts a batch", "netty-pipeline");
        assertThat(Files.readString(html)).contains("<svg", "limit-socket").doesNotContain("src=", "<script");
        assertThat(Files.readString(docs))
                .startsWith("before\n<!-- measured: begin -->\n")
                .endsWith("<!-- measured: end -->\nafter\n")
                .contains("| netty-pipeline |", "(docs/null-cpu.svg)")
                .doesNotContain("old");
        assertThat(directory.resolve("docs/null-cpu.svg"))
                .satisfies(plot -> assertThat(DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(plot.toFile())
                                .getDocumentElement()
                                .getTextContent())
                        .contains("netty-pipeline"));
    }

    @Test
    void aServerThatRunsAlreadyIsMeasuredAndLeftAsItWas() {
        try (EmbeddedArango server = EmbeddedArango.builder()
                        .authentication("root", "pa55-of-root")
                        .start();
                Connection connection =
                        ArangoDriver.connect("arangodb://root:pa55-of-root@127.0.0.1:" + server.port())) {
            assertThat(quick(
                            "--url", "http://root:pa55-of-root@127.0.0.1:" + server.port(),
                            "--load", "mixed",
                            "--contender", "netty-multipart",
                            "--contender", "httpclient-multipart"))
                    .as(out + "\n" + err)
                    .isZero();
            assertThat(out + "\n" + err).doesNotContain("pa55-of-root");
            assertThat(out.toString()).contains("mixed, 127.0.0.1:" + server.port() + " server");
            assertThat(connection.collection("benchmark").exists()).isFalse();
        }
    }

    @Test
    void anUnknownLoadIsAWrongCallAndTheErrorListsThoseThereAre() {
        assertThat(quick("--load", "none")).isEqualTo(2);
        assertThat(firstError()).isEqualTo("bench: there is no load 'none'; there are: standard, mixed");
    }

    @Test
    void anUnknownContenderIsAWrongCallAndTheErrorListsThoseThereAre() {
        assertThat(quick("--contender", "none", "--transport", "netty", "--peers", directory.toString()))
                .isEqualTo(2);
        assertThat(firstError())
                .isEqualTo("bench: no contender is named 'none'; there are: netty-multipart,"
                        + " netty-multipart-noresults, netty-multipart-coalesced, netty-pipeline, netty-pipeline-coalesced,"
                        + " limit-socket, limit-socket-handover, limit-socket-coalesced,"
                        + " limit-socket-handover-coalesced, limit-netty, limit-encoding");
    }

    @Test
    void anUnknownTransportIsAWrongCallAndTheErrorListsThoseFound() {
        assertThat(quick("--transport", "none")).isEqualTo(2);
        assertThat(firstError())
                .isEqualTo("bench: no transport named 'none' can be used here; found: httpclient, jdk-example, netty");
    }

    @Test
    void aMalformedUrlIsAWrongCallAndItsPasswordIsNotTold() {
        assertThat(quick("--url", "http://root:pa55-of-root@127.0.0.1:99999")).isEqualTo(2);
        assertThat(firstError()).startsWith("bench: --url: ").contains("99999").doesNotContain("pa55-of-root");
    }

    @Test
    void aFileThatCannotBeWrittenIsToldBeforeTheRun() {
        assertThat(quick("--json", directory.toString())).isEqualTo(2);
        assertThat(firstError()).isEqualTo("bench: " + directory + " is a directory; name a file");
        assertThat(quick("--docs", directory.resolve("none.md").toString())).isEqualTo(2);
    }

    @Test
    void aDocumentWithoutAnExtensionLeavesNoNameForTheFolderOfItsPlots() throws IOException {
        Path docs = Files.createFile(directory.resolve("BENCHMARKS"));
        assertThat(quick("--docs", docs.toString())).isEqualTo(2);
        assertThat(firstError())
                .isEqualTo("bench: " + docs
                        + " has no extension, so that the folder beside it, for the plots, would have the same name;"
                        + " rename it, such as to " + docs + ".md");
    }

    @Test
    void aDocumentWithoutMarksIsToldBeforeTheRun() throws IOException {
        Path docs = Files.writeString(directory.resolve("benchmarks.md"), "nothing\n");
        assertThat(quick("--docs", docs.toString())).isEqualTo(2);
        assertThat(firstError())
                .isEqualTo("bench: " + docs + " has no lines <!-- measured: begin --> and <!-- measured: end -->,"
                        + " between which the results are to stand");
    }

    @Test
    void anEarlierRunIsNotReadBeforeItIsKnownThatTheFilesCanBeWritten() {
        assertThat(quick("--from", directory.resolve("none.json").toString(), "--html", directory.toString()))
                .isEqualTo(2);
        assertThat(firstError()).isEqualTo("bench: " + directory + " is a directory; name a file");
    }

    private int quick(String... arguments) {
        CommandLine commands = new CommandLine(new BenchCommand());
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "--quick";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return commands.execute(all);
    }

    private String firstError() {
        return err.toString().lines().findFirst().orElse("");
    }
}
