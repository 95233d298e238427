package io.arangobatch.tck.benchmark.run;

import io.arangobatch.tck.benchmark.contender.Contender;
import io.arangobatch.tck.benchmark.contender.Contenders;
import io.arangobatch.tck.benchmark.load.Load;
import io.arangobatch.tck.benchmark.result.Cell;
import io.arangobatch.tck.benchmark.result.Results;
import io.arangobatch.tck.report.Environment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs a plan: for each server and load, all contenders take turns. */
public final class Benchmark {

    private final Plan plan;
    private final List<Candidate> candidates;
    private final Consumer<String> progress;

    private Benchmark(Plan plan, List<Candidate> candidates, Consumer<String> progress) {
        this.plan = plan;
        this.candidates = candidates;
        this.progress = progress;
    }

    /**
     * Gets ready.
     *
     * @param plan what to do
     * @param progress takes a line now and then
     * @throws IllegalArgumentException if a contender of the plan is unknown
     */
    public static Benchmark of(Plan plan, Consumer<String> progress) {
        List<Candidate> all = new ArrayList<>();
        Contenders.own(plan.transports()).forEach(contender -> all.add(new Candidate(contender, List.of())));
        all.addAll(Peers.in(plan.peers()));
        return new Benchmark(plan, chosen(all, plan.contenders()), progress);
    }

    private static List<Candidate> chosen(List<Candidate> all, List<String> wanted) {
        if (wanted.isEmpty()) {
            return all;
        }
        List<Candidate> meant =
                wanted.stream().flatMap(name -> meant(all, name).stream()).toList();
        return all.stream().filter(meant::contains).toList();
    }

    /** The contender of that name, or all those whose names begin so. */
    private static List<Candidate> meant(List<Candidate> all, String wanted) {
        List<Candidate> exact = all.stream()
                .filter(candidate -> candidate.contender().name().equals(wanted))
                .toList();
        List<Candidate> meant = exact.isEmpty()
                ? all.stream()
                        .filter(candidate -> candidate.contender().name().startsWith(wanted))
                        .toList()
                : exact;
        if (meant.isEmpty()) {
            throw new IllegalArgumentException("no contender is named '" + wanted + "'; there are: "
                    + all.stream()
                            .map(candidate -> candidate.contender().name())
                            .collect(Collectors.joining(", ")));
        }
        return meant;
    }

    public Results run() {
        Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Cell> cells = new ArrayList<>();
        if (plan.url().isEmpty()) {
            for (ServerKind kind : plan.servers()) {
                try (Server server = StartedServer.start(kind, plan.transports().get(0))) {
                    cells.addAll(on(server));
                }
            }
        } else {
            try (Server server = RunningServer.at(plan.url(), plan.transports().get(0))) {
                cells.addAll(on(server));
            }
        }
        return new Results(
                Results.FORMAT,
                started.toString(),
                Environment.current(),
                plan.rounds(),
                plan.roundMillis(),
                plan.transports(),
                plan.loads(),
                candidates.stream()
                        .map(Candidate::contender)
                        .map(contender -> new Results.Entrant(contender.name(), contender.about()))
                        .toList(),
                cells);
    }

    private List<Cell> on(Server server) {
        List<Cell> cells = new ArrayList<>();
        plan.loads().stream().filter(server::takes).forEach(load -> cells.addAll(on(server, load)));
        return cells;
    }

    private List<Cell> on(Server server, Load load) {
        List<Entry> entries = new ArrayList<>();
        try {
            for (Candidate candidate : candidates) {
                Contender contender = candidate.contender();
                if (contender.takes(load)) {
                    progress.accept(server.name() + ", " + load.name() + ": warm-up of " + contender.name());
                    entries.add(Entry.start(candidate, load, server, plan));
                }
            }
            for (int round = 1; round <= plan.rounds(); round++) {
                progress.accept(server.name() + ", " + load.name() + ": round " + round + " of " + plan.rounds());
                entries.forEach(entry -> entry.round(plan.roundMillis()));
            }
            return entries.stream().map(Entry::cell).toList();
        } finally {
            entries.forEach(Entry::close);
        }
    }
}
