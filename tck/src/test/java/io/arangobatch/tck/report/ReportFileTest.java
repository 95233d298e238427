package io.arangobatch.tck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

    @TempDir
    Path directory;

    @Test
    void theEndingDecidesOnTheForm() throws IOException {
        assertThat(written("a.html")).startsWith("<!DOCTYPE html>");
        assertThat(written("a.json")).startsWith("{");
        assertThat(written("a.txt")).startsWith("Arangobatch compatibility kit 1.2.3: transport good");
    }

    @Test
    void theNameOfTheTransportMayStandInTheNameAndDirectoriesAreMade() {
        Path file = directory.resolve("deep").resolve("{transport}.json");
        ReportFile.forTransport(file, "good").write(Samples.passing());
        assertThat(directory.resolve("deep").resolve("good.json")).isNotEmptyFile();
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("file")).resolve("report.html");
        assertThatThrownBy(() -> new ReportFile(file).write(Samples.passing()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot write the report to " + file + ": ");
    }

    private String written(String name) throws IOException {
        Path file = directory.resolve(name);
        ReportFile.forTransport(file, "good").write(Samples.passing());
        return Files.readString(file);
    }
}
