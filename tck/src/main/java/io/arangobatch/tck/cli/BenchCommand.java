package io.arangobatch.tck.cli;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.ArangoException;
import io.arangobatch.tck.benchmark.contender.Contenders;
import io.arangobatch.tck.benchmark.load.Load;
import io.arangobatch.tck.benchmark.load.Loads;
import io.arangobatch.tck.benchmark.process.ChildFailure;
import io.arangobatch.tck.benchmark.result.HtmlResults;
import io.arangobatch.tck.benchmark.result.MarkdownResults;
import io.arangobatch.tck.benchmark.result.MarkedDocument;
import io.arangobatch.tck.benchmark.result.Results;
import io.arangobatch.tck.benchmark.result.TextResults;
import io.arangobatch.tck.benchmark.run.Benchmark;
import io.arangobatch.tck.benchmark.run.Peers;
import io.arangobatch.tck.benchmark.run.Plan;
import io.arangobatch.tck.benchmark.run.RunningServer;
import io.arangobatch.tck.benchmark.run.ServerKind;
import io.arangobatch.tck.report.ReportFile;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: our driver, its peers and the limits side by side. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures the driver beside its peers and the limits: each in a JVM of its own, taking turns, against a"
                        + " server in a JVM of its own.",
        footer = {
            "",
            "Exit status: 0 if everything could be measured, 1 if not, 2 for a wrong call.",
            "What is measured is described in docs/benchmarks.md. A whole run takes about an hour."
        })
final class BenchCommand implements Callable<Integer> {

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            description = "a transport for our driver; may be repeated (default: all on the class path)")
    private List<String> transports = List.of();

    @Option(
            names = "--contender",
            paramLabel = "NAME",
            description = "a contender, or the beginning of the names of several; may be repeated (default: all)")
    private List<String> contenders = List.of();

    @Option(
            names = "--load",
            paramLabel = "NAME",
            description = "a load; may be repeated: standard, batch-1 to batch-1000000, document-100 to document-10000,"
                    + " mixed, threads-2, threads-8 (default: all)")
    private List<String> loads = List.of();

    @Option(
            names = "--server",
            paramLabel = "KIND",
            description = "a server to start, null or embedded; may be repeated (default: both)")
    private List<ServerKind> servers = List.of(ServerKind.NULL, ServerKind.EMBEDDED);

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "a server that runs already, as http://[user:password@]host:port[/database]; the collection"
                    + " 'benchmark' is made in it, and dropped at the end")
    private String url = "";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "how many rounds; medians are shown (default: ${DEFAULT-VALUE})",
            defaultValue = "5")
    private int rounds;

    @Option(
            names = "--millis",
            paramLabel = "N",
            description = "how long a round of one contender takes at least (default: ${DEFAULT-VALUE})",
            defaultValue = "1000")
    private long millis;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description =
                    "how many milliseconds of processor time each contender uses before that (default: ${DEFAULT-VALUE})",
            defaultValue = "6000")
    private long warmUp;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description = "the largest heap of each client (default: ${DEFAULT-VALUE})",
            defaultValue = "4g")
    private String heap = "";

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description = "an option for the JVM of each client, such as a profiler's; may be repeated")
    private List<String> jvm = List.of();

    @Option(
            names = "--peers",
            paramLabel = "DIR",
            description = "where the peers are that the Maven profile 'bench' builds (default: beside this jar)")
    private @Nullable Path peers;

    @Option(
            names = "--quick",
            description = "tiny batches and one short round, to see that it works; the figures mean nothing")
    private boolean quick;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "measures nothing, but shows what an earlier run wrote with --json")
    private @Nullable Path from;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the results for machines")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "writes a page with plots")
    private @Nullable Path html;

    @Option(
            names = "--docs",
            paramLabel = "FILE",
            description =
                    "writes the results between the marks of docs/benchmarks.md, and the plots that it shows into the folder beside it")
    private @Nullable Path docs;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try {
            checkFiles();
            Results results = from != null ? Results.read(from) : benchmark().run();
            out.print(TextResults.of(results));
            out.flush();
            write(results);
            return results.failed() ? ExitCode.SOFTWARE : ExitCode.OK;
        } catch (UncheckedIOException | ArangoException | ChildFailure e) {
            spec.commandLine().getErr().println("bench: " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private Benchmark benchmark() {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        Plan plan = plan();
        try {
            return Benchmark.of(plan, line -> {
                err.println(line);
                err.flush();
            });
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Plan plan() {
        return new Plan(
                chosenTransports(),
                contenders,
                chosenLoads(),
                servers,
                checkedUrl(),
                peers == null ? Peers.defaultFolder() : peers,
                quick ? 1 : atLeastOne("--rounds", rounds),
                quick ? 1 : warmUp,
                quick ? 1 : atLeastOne("--millis", millis),
                quick ? "256m" : heap,
                clientOptions());
    }

    /** Nothing is worth optimizing for the few operations of a quick run. */
    private List<String> clientOptions() {
        List<String> options =
                new ArrayList<>(quick ? List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC") : List.of());
        options.addAll(jvm);
        return options;
    }

    private List<String> chosenTransports() {
        List<String> found = Contenders.transports();
        if (found.isEmpty()) {
            throw wrong("there is no transport on the class path");
        }
        transports.stream().filter(name -> !found.contains(name)).findFirst().ifPresent(name -> {
            throw wrong("no transport named '" + name + "' can be used here; found: " + String.join(", ", found));
        });
        return transports.isEmpty() ? found : transports.stream().distinct().toList();
    }

    private List<Load> chosenLoads() {
        List<Load> all = quick ? Loads.quick() : Loads.all();
        if (loads.isEmpty()) {
            return all;
        }
        List<Load> chosen = new ArrayList<>();
        for (String name : loads) {
            chosen.add(all.stream()
                    .filter(load -> load.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> wrong("there is no load '" + name + "'; there are: "
                            + all.stream().map(Load::name).collect(Collectors.joining(", ")))));
        }
        return chosen;
    }

    private String checkedUrl() {
        if (!url.isEmpty()) {
            try {
                RunningServer.target(url);
            } catch (ArangoConfigurationException | IllegalArgumentException e) {
                throw wrong("--url: " + e.getMessage());
            }
        }
        return url;
    }

    private int atLeastOne(String option, int value) {
        return Math.toIntExact(atLeastOne(option, (long) value));
    }

    private long atLeastOne(String option, long value) {
        if (value < 1) {
            throw wrong(option + " is " + value + "; it must be at least 1");
        }
        return value;
    }

    /** A run takes long: a file that cannot be written is told before it. */
    private void checkFiles() {
        for (Path file : new Path[] {json, html, docs}) {
            if (file != null && Files.isDirectory(file)) {
                throw wrong(file + " is a directory; name a file");
            }
        }
        if (docs != null && !Files.isRegularFile(docs)) {
            throw wrong(docs + " is not there; --docs changes a file that has marks for the results");
        }
        if (docs != null) {
            document(docs);
        }
    }

    private void write(Results results) {
        if (json != null) {
            new ReportFile(json).write(results.toJson());
        }
        if (html != null) {
            new ReportFile(html).write(HtmlResults.of(results));
        }
        if (docs != null) {
            // Once more, for it may have changed during the run.
            MarkdownResults.update(document(docs), results);
        }
    }

    private MarkedDocument document(Path file) {
        try {
            return MarkedDocument.read(file);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), "bench: " + message);
    }
}
