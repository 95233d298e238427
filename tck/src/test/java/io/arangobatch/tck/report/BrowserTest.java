package io.arangobatch.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page in a headless Chromium, where there is one. */
class BrowserTest {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    @TempDir
    Path directory;

    @Test
    void thePageOpensWithoutErrorsAndShowsTheCounts() throws Exception {
        Run run = open("--dump-dom");
        assertThat(run.errors()).doesNotContain("CONSOLE", "Refused", "ERR_");
        assertThat(run.output())
                .contains(
                        "<p class=\"counts\">3 passed, 1 skipped of 4 runs</p>",
                        "<p class=\"counts\">1 passed, 1 failed, 1 waived of 3 runs</p>",
                        "<main>",
                        "id=\"environment\"")
                .doesNotContain("<script", "<img");
    }

    @Test
    void thePageCanBePrinted() throws Exception {
        Path pdf = directory.resolve("page.pdf");
        open("--print-to-pdf=" + pdf);
        assertThat(Files.size(pdf)).as("bytes of the printed page").isGreaterThan(10_000);
    }

    private Run open(String what) throws IOException, InterruptedException {
        Path page = directory.resolve("report.html");
        new ReportFile(page).write(Samples.both());
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        List<String> command = new ArrayList<>(List.of(
                browser(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--enable-logging=stderr",
                "--user-data-dir=" + directory.resolve("profile")));
        command.add(what);
        command.add(page.toUri().toString());
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("the browser ends")
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as("its exit status").isZero();
        return new Run(Files.readString(output), Files.readString(errors));
    }

    private static String browser() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseGet(() -> Assumptions.abort("skipped: none of " + NAMES + " is on the PATH"));
    }

    private record Run(String output, String errors) {}
}
