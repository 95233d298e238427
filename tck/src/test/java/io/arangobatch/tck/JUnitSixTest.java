package io.arangobatch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit, built with JUnit 5.14, runs with JUnit 6: tried in a JVM of its own, which has the jars of JUnit 6 instead. */
class JUnitSixTest {

    private static final Path JARS = Path.of(System.getProperty("project.root"), "tck", "target", "junit6");

    @TempDir
    Path directory;

    @Test
    void topicsOfTheKitPassUnderJUnitSix() throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(File.pathSeparator, classPath()),
                        LaunchedTopics.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS))
                    .as("the run ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(output))
                .contains("Arangobatch compatibility kit")
                .containsPattern("JUnit 6\\.\\d+\\.\\d+: [1-9]\\d+ passed, 0 failed");
    }

    private static List<String> classPath() throws IOException {
        List<String> path = new ArrayList<>();
        try (Stream<Path> jars = Files.list(JARS)) {
            jars.map(Path::toString).forEach(path::add);
        }
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(place -> !Path.of(place).getFileName().toString().matches("junit-.*\\.jar"))
                .forEach(path::add);
        return path;
    }
}
