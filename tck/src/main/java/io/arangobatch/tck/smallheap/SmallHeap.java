package io.arangobatch.tck.smallheap;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the JVM with the small heap, waits for its verdict, and kills it when none comes. */
public final class SmallHeap {

    /** The heap of that JVM. */
    public static final int MEBIBYTES = 64;

    private static final int LINES_SHOWN = 5;

    private SmallHeap() {}

    /**
     * Has the transport of a provider's name stream an answer in the other JVM.
     *
     * @param provider whose name is looked for there, on the class path and module path of this JVM
     * @param endpoint a server that answers with {@link io.arangobatch.tck.bench.Bodies#mebibyte()} many times over
     * @param mebibytes how many times
     * @param patience how long the exchange may take
     */
    public static Verdict stream(TransportProvider provider, Endpoint endpoint, int mebibytes, Duration patience) {
        ProcessBuilder builder = new ProcessBuilder(command(provider, endpoint, mebibytes, patience));
        // Longer than a command line may be on some systems.
        builder.environment().put("CLASSPATH", ClassPath.of(provider.getClass()));
        try {
            Path output = Files.createTempFile("arangobatch-tck-small-heap", ".txt");
            try {
                return run(builder.redirectErrorStream(true).redirectOutput(output.toFile()), output, patience);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException("no place for the output of a JVM", unusable);
        }
    }

    private static List<String> command(
            TransportProvider provider, Endpoint endpoint, int mebibytes, Duration patience) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + MEBIBYTES + "m");
        // What other virtual machines lack is not needed there.
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(ClassPath.modules());
        command.addAll(List.of(
                provider.name(),
                endpoint.host(),
                Integer.toString(endpoint.port()),
                Integer.toString(mebibytes),
                Long.toString(patience.toMillis())));
        return command;
    }

    private static Verdict run(ProcessBuilder builder, Path output, Duration patience) throws IOException {
        Process process;
        try {
            process = builder.start();
        } catch (IOException noLauncher) {
            return new Verdict(Verdict.Kind.ABSENT, "no JVM of its own can be started: " + noLauncher.getMessage());
        }
        try {
            boolean ended = process.waitFor(atMost(patience).toMillis(), TimeUnit.MILLISECONDS);
            List<String> lines = Files.readAllLines(output);
            return ended ? verdict(process.exitValue(), lines) : killed(patience, lines);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Verdict(Verdict.Kind.BROKEN, "the wait for it was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    static Verdict verdict(int exit, List<String> lines) {
        return lines.stream()
                .filter(Verdict::isLine)
                .findFirst()
                .map(Verdict::parse)
                .orElseGet(() -> withoutVerdict(exit, lines));
    }

    private static Verdict withoutVerdict(int exit, List<String> lines) {
        if (anyContains(lines, "OutOfMemoryError")) {
            return new Verdict(Verdict.Kind.BROKEN, "its heap was full (" + shown(lines) + ")");
        }
        if (anyContains(lines, "Could not find or load main class") || anyContains(lines, "boot layer")) {
            return new Verdict(
                    Verdict.Kind.ABSENT, "a JVM of its own does not find the classes of this one: " + shown(lines));
        }
        return new Verdict(Verdict.Kind.BROKEN, "it ended with exit status " + exit + " (" + shown(lines) + ")");
    }

    private static Verdict killed(Duration patience, List<String> lines) {
        return new Verdict(
                Verdict.Kind.BROKEN,
                "it was killed, as it had not ended within " + atMost(patience).toMillis() + " ms (" + shown(lines)
                        + ")");
    }

    /** The JVM gives up by itself after the patience; what it needs to start comes on top. */
    private static Duration atMost(Duration patience) {
        return patience.plus(patience.dividedBy(4));
    }

    private static boolean anyContains(List<String> lines, String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }

    private static String shown(List<String> lines) {
        return lines.isEmpty()
                ? "it printed nothing"
                : "it printed: " + String.join(" / ", lines.subList(0, Math.min(LINES_SHOWN, lines.size())));
    }
}
