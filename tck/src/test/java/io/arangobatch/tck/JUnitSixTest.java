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

    /** What the kit demands, and the one test beside it in the class that runs it. */
    private static final int RUNS =
            1 + TckCatalog.tests().stream().mapToInt(test -> test.uses().length).sum();

    @TempDir
    Path directory;

    @Test
    void theWholeKitPassesUnderJUnitSix() throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(File.pathSeparator, classPath()),
                        LaunchedKit.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the run ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(output))
                .contains("Arangobatch compatibility kit", "Passed: netty with ")
                .containsPattern("JUnit 6\\.\\d+\\.\\d+: " + RUNS + " found, \\d{3,} passed, [0-5] skipped, 0 failed");
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
