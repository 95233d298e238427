package io.arangobatch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionTableTest {

    private static final String BEGIN = "<!-- options -->\n";
    private static final String END = "<!-- /options -->";

    @Test
    void theReadmeShowsTheTableOfTheCode() throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("project.root"), "README.md"));

        assertThat(readme).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
        assertThat(readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END)))
                .as("the table of options in README.md; copy the expected one there")
                .isEqualTo(OptionTable.markdown());
    }

    @Test
    void everyOptionHasALine() {
        assertThat(OptionTable.markdown().lines()).hasSize(Options.ALL.size() + 2);
        assertThat(OptionTable.markdown())
                .contains("| `maxConnections` | `16` | a whole number from 1 to 65535 |"
                        + " How many connections may be open to each server. |\n");
    }
}
