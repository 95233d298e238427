package io.arangobatch.tck.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user runs it: from the jar, and with fewer transports on the class path. */
class CliIT {

    private static final String MAIN = "io.arangobatch.tck.cli.Main";

    @TempDir
    Path folder;

    private static String classPath(String... transports) throws IOException {
        Stream<Path> own = Stream.of(Jars.of("api"), Jars.of("tck"));
        Stream<Path> chosen = Stream.of(transports).map(CliIT::jarOf);
        return Jars.path(
                Stream.of(own, chosen, Jars.libraries(name -> true).stream()).flatMap(files -> files));
    }

    private static Path jarOf(String transport) {
        try {
            return Jars.of("transport-" + transport);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertShowsTheStudentsThrough(Run run, String transport) {
        String former = section(run, transport, "3.2.2");
        assertShowsTheStudents(former);
        assertThat(former)
                .contains("carrier MULTIPART: ArangoDB 3.2.2 has /_api/batch")
                .contains("after the commit: 2 students stored; HTTP calls that the server counted: 1")
                .contains("without results: Jake and Jill inserted by 1 HTTP call, 0 failed, 4 students stored")
                .containsPattern("time zones: \\d+ requests committed by 1 HTTP call, ");
        String recent = section(run, transport, "3.12.4");
        assertShowsTheStudents(recent);
        assertThat(recent)
                .contains("carrier PIPELINE: ArangoDB 3.12.4 has no /_api/batch")
                .containsPattern("after the commit: 2 students stored; HTTP calls that the server counted: [34]\\b")
                .containsPattern("Jake and Jill inserted by [12] HTTP calls?, 0 failed, 4 students stored")
                .containsPattern("time zones: \\d+ requests committed by \\d+ HTTP calls?, ");
    }

    private static String section(Run run, String transport, String version) {
        String head = "Transport " + transport + ", embedded ArangoDB " + version;
        int begin = run.output().indexOf(head);
        assertThat(begin).as(run.output()).isNotNegative();
        int end = run.output().indexOf("Transport ", begin + head.length());
        return end < 0 ? run.output().substring(begin) : run.output().substring(begin, end);
    }

    private static void assertShowsTheStudents(String section) {
        assertThat(section)
                .containsPattern("1 +insert Kris +DONE +students/Kris")
                .containsPattern("2 +insert Rita +DONE +students/Rita")
                .containsPattern("3 +RETURN 100000 +DONE +100000")
                .containsPattern("4 +INVALID QUERY +DONE +HTTP 400, errorNum 1501: .*syntax error")
                .contains("before the commit: 4 jobs PENDING, 0 students stored")
                .contains("a second commit: refused, the batch is already committed and cannot be committed;")
                .contains("an add after it: refused, the batch is already committed and cannot take a request;");
    }

    @Test
    void theDemoRunsThroughBothTransportsOfTheJar() throws Exception {
        Run run = Run.java(folder, "-jar", Jars.commandLine().toString(), "demo");

        assertThat(run.status()).as(run.output()).isZero();
        assertShowsTheStudentsThrough(run, "httpclient");
        assertShowsTheStudentsThrough(run, "netty");
        assertThat(run.output()).endsWith("All as expected." + System.lineSeparator());
    }

    @Test
    void withoutNettyTheDemoRunsThroughHttpClientAlone() throws Exception {
        Run run = Run.java(folder, "-cp", classPath("httpclient"), MAIN, "demo");

        assertThat(run.status()).as(run.output()).isZero();
        assertShowsTheStudentsThrough(run, "httpclient");
        assertThat(run.output()).doesNotContain("Transport netty");
    }

    @Test
    void withoutHttpClientTheDemoRunsThroughNettyAlone() throws Exception {
        Run run = Run.java(folder, "-cp", classPath("netty"), MAIN, "demo");

        assertThat(run.status()).as(run.output()).isZero();
        assertShowsTheStudentsThrough(run, "netty");
        assertThat(run.output()).doesNotContain("Transport httpclient");
    }

    @Test
    void withoutAnyTransportTheDemoSaysWhatToAdd() throws Exception {
        Run run = Run.java(folder, "-cp", classPath(), MAIN, "demo");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output())
                .isEqualTo("No transport is on the class path; add arangobatch-transport-httpclient or"
                        + " arangobatch-transport-netty." + System.lineSeparator());
    }
}
