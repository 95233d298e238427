package io.arangobatch.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.tck.server.EmbeddedArango;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServeCommandTest {
    @Test
    void serveAnswersLogsRequestsAndEndsOnSigterm() throws Exception {
        Process serve = command("serve", "--port", "0", "--verbose", "--server-version", "3.11.14");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(serve.getInputStream(), StandardCharsets.UTF_8))) {
            String url = out.readLine();
            String answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url + "/_api/version"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertThat(answer).contains("\"version\":\"3.11.14\"");
            assertThat(out.readLine()).isEqualTo("1 GET /_api/version 200");
            serve.destroy();
            assertThat(serve.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            serve.destroyForcibly();
        }
    }

    @Test
    void aTakenPortIsRefusedWithAMessage() throws Exception {
        try (EmbeddedArango other = EmbeddedArango.start()) {
            Process serve = command("serve", "--port", Integer.toString(other.port()));
            String error = new String(serve.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(serve.waitFor()).isEqualTo(1);
            assertThat(error.lines().toList())
                    .endsWith("serve: cannot listen on 127.0.0.1:" + other.port()
                            + ": Address already in use; see serve --help for its options");
        }
    }

    private static Process command(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }
}
