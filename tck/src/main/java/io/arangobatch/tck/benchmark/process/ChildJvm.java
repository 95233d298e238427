package io.arangobatch.tck.benchmark.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A JVM with the class path of this one that is asked line by line. It ends by itself when this process does. Not thread-safe. */
public final class ChildJvm implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration TIME_TO_END = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final Writer requests;
    private final BufferedReader answers;

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a JVM.
     *
     * @param main what it runs
     * @param arguments with which arguments
     * @param options options of the JVM
     * @param classPath what stands on the class path besides that of this JVM
     */
    public static ChildJvm start(Class<?> main, List<String> arguments, List<String> options, List<Path> classPath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(Stream.concat(
                        Stream.of(System.getProperty("java.class.path")),
                        classPath.stream().map(Path::toString))
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(main.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // What chooses a transport or tunes a JVM must not come from outside: a run is what its options say.
        builder.environment()
                .keySet()
                .removeAll(List.of("ARANGOBATCH_TRANSPORT", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        try {
            return new ChildJvm(main.getSimpleName() + String.join(" ", arguments), builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a JVM: " + e.getMessage(), e);
        }
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws ChildFailure if the process could not do it, or ended
     */
    public <A> A ask(Object request, Class<A> type) {
        JsonNode reply = exchange(request);
        if (reply.has("failure")) {
            throw new ChildFailure(reply.get("failure").asText());
        }
        return Dialogue.MAPPER.convertValue(reply.get("answer"), type);
    }

    private JsonNode exchange(Object request) {
        CompletableFuture<Void> watchdog = endAfter(PATIENCE);
        try {
            requests.write(Dialogue.MAPPER.writeValueAsString(request));
            requests.write('\n');
            requests.flush();
            String line = answers.readLine();
            while (line != null && !line.startsWith(Dialogue.ANSWER_BEGIN)) {
                line = answers.readLine(); // the JVM itself has something to tell
            }
            if (line != null) {
                return Dialogue.MAPPER.readTree(line);
            }
            throw ended(null);
        } catch (IOException e) {
            throw ended(e);
        } finally {
            watchdog.cancel(false);
        }
    }

    private CompletableFuture<Void> endAfter(Duration time) {
        Executor later = CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS);
        return CompletableFuture.runAsync(process::destroyForcibly, later);
    }

    private ChildFailure ended(@Nullable IOException cause) {
        close();
        return new ChildFailure(name + " ended with exit code " + process.exitValue() + " instead of answering"
                + (cause == null ? "" : ": " + cause.getMessage()));
    }

    /** Ends the process: it sees the end of its input, and is killed if that does not help. */
    @Override
    public void close() {
        try {
            requests.close();
        } catch (IOException e) {
            process.destroyForcibly(); // it has ended already
        }
        boolean ended = false;
        try {
            ended = process.waitFor(TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            process.destroyForcibly().onExit().join();
        }
    }
}
