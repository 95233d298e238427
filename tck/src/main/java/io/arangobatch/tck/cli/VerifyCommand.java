package io.arangobatch.tck.cli;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.bench.ArangoSource;
import io.arangobatch.tck.report.Environment;
import io.arangobatch.tck.report.HtmlReport;
import io.arangobatch.tck.report.JsonReport;
import io.arangobatch.tck.report.Report;
import io.arangobatch.tck.report.ReportFile;
import io.arangobatch.tck.report.TextReport;
import io.arangobatch.tck.report.TransportResult;
import io.arangobatch.tck.verify.Progress;
import io.arangobatch.tck.verify.Verification;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code verify}: the whole kit over transports of the class path. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Runs the compatibility kit over transports on the class path and reports what they keep and break.",
        footer = {
            "",
            "Exit status: 0 if every test that is demanded passed, 1 if one failed, 2 for a wrong call.",
            "To test a transport of your own, put its jars on the class path:",
            "  java -cp arangobatch-tck-cli.jar:mine.jar io.arangobatch.tck.cli.Main verify --transport mine"
        })
final class VerifyCommand implements Callable<Integer> {

    @Option(
            names = "--transport",
            required = true,
            paramLabel = "NAME",
            description = "name of a transport; repeat it to see several side by side")
    private List<String> names = List.of();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "a real server, as http://[user:password@]host:port or as for the driver: what makes sense there"
                            + " is run, in a database made for the run and dropped after it; the rest is skipped")
    private @Nullable String url;

    @Option(names = "--report", paramLabel = "FILE", description = "writes a page for people (HTML)")
    private @Nullable Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "writes a report for machines (JSON)")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        List<TransportProvider> providers = providers();
        checkUrl();
        checkFile(html);
        checkFile(json);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Verification verification = new Verification(Optional.ofNullable(url), new Progress(out));
        List<TransportResult> results;
        try {
            results = providers.stream().map(verification::run).toList();
        } catch (IllegalStateException broken) {
            spec.commandLine().getErr().println("verify: " + broken.getMessage());
            return ExitCode.SOFTWARE;
        }
        Report report = new Report(Environment.current(), results);
        out.print(TextReport.of(report));
        out.flush();
        return write(report) && report.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private List<TransportProvider> providers() {
        Map<String, TransportProvider> found = new TreeMap<>();
        for (TransportProvider provider : ServiceLoader.load(TransportProvider.class)) {
            found.putIfAbsent(provider.name(), provider);
        }
        return new LinkedHashSet<>(names)
                .stream().map(name -> provider(name, found)).toList();
    }

    private TransportProvider provider(String name, Map<String, TransportProvider> found) {
        TransportProvider provider = found.get(name);
        if (provider == null) {
            throw wrong("no transport named '" + name + "' is on the class path; "
                    + (found.isEmpty() ? "there is none at all" : "found: " + String.join(", ", found.keySet())));
        }
        provider.unavailableBecause().ifPresent(reason -> {
            throw wrong("transport '" + name + "' cannot be used here: " + reason);
        });
        return provider;
    }

    private void checkUrl() {
        if (url == null) {
            return;
        }
        try {
            ArangoSource.at(url).close();
        } catch (ArangoConfigurationException e) {
            throw wrong("--url: " + e.getMessage());
        }
    }

    /** A run takes a minute: a report that cannot be written is told before it. */
    private void checkFile(@Nullable Path file) {
        if (file != null && Files.isDirectory(file)) {
            throw wrong(file + " is a directory; name a file for the report");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), "verify: " + message);
    }

    private boolean write(Report report) {
        try {
            if (html != null) {
                new ReportFile(html).write(HtmlReport.of(report));
            }
            if (json != null) {
                new ReportFile(json).write(JsonReport.of(report));
            }
            return true;
        } catch (UncheckedIOException e) {
            Objects.requireNonNull(spec).commandLine().getErr().println("verify: " + e.getMessage());
            return false;
        }
    }
}
