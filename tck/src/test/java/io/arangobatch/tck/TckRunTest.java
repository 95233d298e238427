package io.arangobatch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.example.JdkTransportProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherConstants;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What a run under a build tool tells at its end, tried with one topic. */
class TckRunTest {

    private static final String WAIVED = "discovery.name-format";

    @TempDir
    Path directory;

    @Test
    void theSummaryIsPrintedOnceAndNamesEveryWaiver() {
        List<String> printed = run(Map.of()).stream()
                .filter(text -> text.contains("Arangobatch compatibility kit"))
                .toList();
        assertThat(printed).hasSize(1);
        assertThat(printed.get(0))
                .containsOnlyOnce("transport jdk-example")
                .contains("Waived: the name is historical" + System.lineSeparator() + "  " + WAIVED)
                .contains("  discovery            8       0        1       1");
    }

    @Test
    void theSummaryCanBeTurnedOff() {
        assertThat(run(Map.of(TckParameters.SUMMARY, "false")))
                .noneMatch(text -> text.contains("Arangobatch compatibility kit"));
    }

    @Test
    void aParameterNamesTheFileOfTheReport() throws IOException {
        run(Map.of(TckParameters.REPORT, directory.resolve("{transport}.json").toString()));
        JsonNode counts = new ObjectMapper()
                .readTree(directory.resolve("jdk-example.json").toFile())
                .at("/transports/0/topics/discovery");
        assertThat(counts.path("passed").asInt()).isEqualTo(8);
        assertThat(counts.path("waived").asInt()).isEqualTo(1);
    }

    @Test
    void runsBesideEachOtherShareNothing() throws IOException {
        run(Map.of(TckParameters.REPORT, directory.resolve("first.html").toString()));
        run(Map.of(TckParameters.REPORT, directory.resolve("second.html").toString()));
        assertThat(Files.readString(directory.resolve("second.html")))
                .contains(">8 passed, 1 skipped, 1 waived of 10 runs<");
    }

    private static List<String> run(Map<String, String> parameters) {
        List<String> printed = new ArrayList<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectNestedClass(List.of(Sample.class), TransportTck.Discovery.class))
                                .configurationParameter(LauncherConstants.CAPTURE_STDOUT_PROPERTY_NAME, "true")
                                .configurationParameters(parameters)
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void reportingEntryPublished(TestIdentifier identifier, ReportEntry entry) {
                                printed.add(entry.getKeyValuePairs()
                                        .getOrDefault(LauncherConstants.STDOUT_REPORT_ENTRY_KEY, ""));
                            }
                        });
        return printed;
    }

    /** Not named as surefire expects tests to be: it runs only from here. */
    static class Sample extends TransportTck {

        @Override
        protected TransportProvider provider() {
            return new JdkTransportProvider();
        }

        @Override
        protected TckOptions options() {
            return TckOptions.defaults().waive(WAIVED, "the name is historical");
        }
    }
}
