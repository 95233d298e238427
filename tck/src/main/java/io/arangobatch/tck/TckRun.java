package io.arangobatch.tck;

import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.bench.ArangoSource;
import io.arangobatch.tck.report.Environment;
import io.arangobatch.tck.report.Outcome;
import io.arangobatch.tck.report.Report;
import io.arangobatch.tck.report.ReportFile;
import io.arangobatch.tck.report.RunObserver;
import io.arangobatch.tck.report.Subject;
import io.arangobatch.tck.report.TextReport;
import io.arangobatch.tck.report.TransportResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** One run of the kit over one subclass of it: gathers the outcomes, and tells them when the class is done. */
final class TckRun {

    private static final Namespace NAMESPACE = Namespace.create(RunObserver.NAMESPACE);

    private final String owner;
    private final ArangoSource source;
    private final Optional<RunObserver> observer;
    private final Instant started = Instant.now();
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Subject subject;
    private volatile Optional<Path> report = Optional.empty();

    private TckRun(ExtensionContext context) {
        owner = context.getUniqueId();
        source = context.getConfigurationParameter(TckParameters.URL)
                .filter(url -> !url.isBlank())
                .map(ArangoSource::at)
                .orElseGet(ArangoSource::embedded);
        observer = Optional.ofNullable(
                context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE).get(RunObserver.KEY, RunObserver.class));
    }

    /** Begins a run, unless the class is a topic within one. */
    static void begin(ExtensionContext context) {
        if (context.getStore(NAMESPACE).get(TckRun.class) == null) {
            context.getStore(NAMESPACE).put(TckRun.class, new TckRun(context));
        }
    }

    static TckRun of(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(TckRun.class, TckRun.class);
    }

    ArangoSource source() {
        return source;
    }

    void testing(TransportProvider provider, TckOptions options) {
        if (subject == null) {
            subject = Subject.of(provider);
            report = options.report();
        }
    }

    void ended(Outcome outcome) {
        outcomes.add(outcome);
        observer.ifPresent(one -> one.ended(outcome));
    }

    /** Ends the run with the class that began it. */
    void end(ExtensionContext context) {
        if (!owner.equals(context.getUniqueId())) {
            return;
        }
        try {
            tell(context);
        } finally {
            source.close();
        }
    }

    private void tell(ExtensionContext context) {
        Subject tested = subject;
        if (tested == null) {
            return;
        }
        TransportResult result = new TransportResult(tested, source.address(), started, List.copyOf(outcomes));
        if (observer.isPresent()) {
            observer.get().ended(result);
            return;
        }
        Report whole = new Report(Environment.current(), List.of(result));
        if (context.getConfigurationParameter(TckParameters.SUMMARY)
                .map(Boolean::parseBoolean)
                .orElse(true)) {
            System.out.println(TextReport.of(whole));
        }
        context.getConfigurationParameter(TckParameters.REPORT)
                .map(Path::of)
                .or(() -> report)
                .ifPresent(file -> ReportFile.forTransport(file, tested.name()).write(whole));
    }
}
