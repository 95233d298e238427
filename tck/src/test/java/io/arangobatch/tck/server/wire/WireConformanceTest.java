package io.arangobatch.tck.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arangobatch.tck.server.EmbeddedArango;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How close the embedded server comes to a real 3.2.2 server. */
class WireConformanceTest {
    private static final String PROPERTY = "arangobatch.wire";
    private static final List<String> FAITHFUL = List.of("batch", "document", "cursor", "collection", "misc", "auth");

    @Test
    void theRecordedExchangesOfARealServerGoTheSameWay() throws IOException {
        WireReplay replay = new WireReplay();
        for (WireScript script : WireScript.in(recordings())) {
            try (EmbeddedArango server = serverFor(script)) {
                replay.play(script, server);
            }
        }
        System.out.println(replay.table() + String.join("\n", replay.differences()));
        List<String> unexpected = replay.differences().stream()
                .filter(WireConformanceTest::isUnexpected)
                .toList();

        assertThat(unexpected).isEmpty();
        assertThat(replay.areas()).isNotEmpty();
        assertThat(replay.share()).isGreaterThanOrEqualTo(0.98);
    }

    /** Areas that must be wholly equal, but for JavaScript transactions, which need JavaScript. */
    private static boolean isUnexpected(String difference) {
        boolean javaScript =
                difference.contains("POST /_api/transaction\n") && difference.contains("501 Not Implemented");
        return !javaScript && FAITHFUL.contains(difference.substring(0, difference.indexOf(' ')));
    }

    private static EmbeddedArango serverFor(WireScript script) {
        return script.auth()
                ? EmbeddedArango.builder().authentication("root", "").start()
                : EmbeddedArango.start();
    }

    private static Path recordings() {
        String folder = System.getProperty(PROPERTY, "");
        // Surefire hands on the placeholder itself if the property was not given to Maven.
        boolean given = !folder.isEmpty() && !folder.startsWith("${");
        assumeTrue(given, "skipped: no recordings; give their folder with -D" + PROPERTY + "=<folder>");
        Path path = Path.of(folder);
        assumeTrue(Files.isDirectory(path), "skipped: -D" + PROPERTY + "=" + folder + " is no folder");
        return path;
    }
}
