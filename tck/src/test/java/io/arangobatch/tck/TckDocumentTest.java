package io.arangobatch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/tck.md} lists what the annotations say; {@code -Dtck.docs.update=true} writes its table anew. */
class TckDocumentTest {

    private static final Path DOCUMENT = Path.of(System.getProperty("project.root"), "docs", "tck.md");
    private static final String BEGIN = "<!-- tests: begin -->";
    private static final String END = "<!-- tests: end -->";

    @Test
    void everyTestOfTheKitIsDocumentedAndNothingElse() throws IOException {
        if (Boolean.getBoolean("tck.docs.update")) {
            update();
        }
        assertThat(documented())
                .as("rows in docs/tck.md; -Dtck.docs.update=true writes them anew")
                .isEqualTo(demanded());
    }

    private static List<String> documented() throws IOException {
        return Files.readString(DOCUMENT)
                .lines()
                .dropWhile(line -> !line.equals(BEGIN))
                .takeWhile(line -> !line.equals(END))
                .filter(line -> line.startsWith("| `"))
                .toList();
    }

    private static List<String> demanded() {
        return TckCatalog.tests().stream().map(TckDocumentTest::row).toList();
    }

    private static String row(TckTest test) {
        return "| `" + test.id() + "` | " + level(test) + " | " + test.contract() + " |";
    }

    private static String level(TckTest test) {
        String capabilities =
                Arrays.stream(test.requires()).map(one -> " " + one).collect(Collectors.joining());
        return test.level().name().toLowerCase(Locale.ROOT) + capabilities;
    }

    private static void update() throws IOException {
        String whole = Files.readString(DOCUMENT);
        String table = "| id | level | contract |\n| --- | --- | --- |\n" + String.join("\n", demanded()) + "\n";
        Files.writeString(
                DOCUMENT,
                whole.substring(0, whole.indexOf(BEGIN) + BEGIN.length()) + "\n" + table
                        + whole.substring(whole.indexOf(END)));
    }
}
