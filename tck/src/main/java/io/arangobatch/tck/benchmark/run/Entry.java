package io.arangobatch.tck.benchmark.run;

import io.arangobatch.tck.benchmark.client.ClientMain;
import io.arangobatch.tck.benchmark.client.Request;
import io.arangobatch.tck.benchmark.client.Round;
import io.arangobatch.tck.benchmark.client.Weight;
import io.arangobatch.tck.benchmark.load.Load;
import io.arangobatch.tck.benchmark.process.ChildFailure;
import io.arangobatch.tck.benchmark.process.ChildJvm;
import io.arangobatch.tck.benchmark.result.Cell;
import io.arangobatch.tck.benchmark.result.Figure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One contender with one load: its JVM and what it has measured so far. */
final class Entry implements AutoCloseable {

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Candidate candidate;
    private final Load load;
    private final Server server;
    private final ChildJvm jvm;
    private final List<Map<Figure, Double>> rounds = new ArrayList<>();
    private String failure = "";

    private Entry(Candidate candidate, Load load, Server server, ChildJvm jvm) {
        this.candidate = candidate;
        this.load = load;
        this.server = server;
        this.jvm = jvm;
    }

    /** Starts the JVM, connects and warms up. A contender that cannot is told so by its cell. */
    static Entry start(Candidate candidate, Load load, Server server, Plan plan) {
        List<String> options = new ArrayList<>(List.of("-Xmx" + plan.heap()));
        options.addAll(plan.clientOptions());
        ChildJvm jvm =
                ChildJvm.start(ClientMain.class, List.of(candidate.contender().name()), options, candidate.classPath());
        Entry entry = new Entry(candidate, load, server, jvm);
        entry.unlessFailed(() -> {
            jvm.ask(Request.open(server.target(), load), String.class);
            jvm.ask(Request.warmUp(plan.warmUpMillis()), Round.class);
            jvm.ask(Request.weigh(), Weight.class);
        });
        return entry;
    }

    void round(long millis) {
        unlessFailed(() -> {
            server.reset();
            Optional<Server.Wire> before = server.wire();
            Round round = jvm.ask(Request.round(millis), Round.class);
            Optional<Server.Wire> after = server.wire();
            Map<Figure, Double> figures = figures(round);
            if (before.isPresent() && after.isPresent()) {
                wire(figures, before.get(), after.get(), round.operations());
            }
            // After each round, not after all: the full collections give memory back, of which there is not enough for
            // large batches of all contenders at once.
            weight(figures, jvm.ask(Request.weigh(), Weight.class));
            rounds.add(figures);
        });
    }

    private void unlessFailed(Runnable step) {
        if (!failure.isEmpty()) {
            return;
        }
        try {
            step.run();
        } catch (ChildFailure e) {
            failure = String.valueOf(e.getMessage());
            jvm.close();
        }
    }

    private Map<Figure, Double> figures(Round round) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        double operations = round.operations();
        figures.put(Figure.OPERATIONS_PER_SECOND, operations * NANOS_PER_SECOND / round.wallNanos());
        figures.put(Figure.CPU, round.cpuNanos() / operations / NANOS_PER_MICRO);
        figures.put(Figure.ALLOCATED, round.allocatedBytes() / operations);
        putTime(figures, Figure.ADD, round.queueNanos(), operations);
        putTime(figures, Figure.COMMIT, round.sendNanos(), operations);
        putTime(figures, Figure.READ, round.readNanos(), operations);
        if (figures.containsKey(Figure.COMMIT)) {
            figures.put(Figure.MEDIAN, round.medianSendNanos() / NANOS_PER_MILLI);
            figures.put(Figure.SLOW, round.slowSendNanos() / NANOS_PER_MILLI);
        }
        return figures;
    }

    private static void putTime(Map<Figure, Double> figures, Figure figure, long nanos, double operations) {
        if (nanos > 0) {
            figures.put(figure, nanos / operations / NANOS_PER_MICRO);
        }
    }

    private static void wire(Map<Figure, Double> figures, Server.Wire before, Server.Wire after, double operations) {
        figures.put(Figure.SENT, (after.received() - before.received()) / operations);
        figures.put(Figure.RECEIVED, (after.sent() - before.sent()) / operations);
    }

    private void weight(Map<Figure, Double> figures, Weight weight) {
        long most = Math.max(weight.queued(), Math.max(weight.answered(), weight.read()));
        if (most > 0) {
            figures.put(Figure.HEAP, (double) most / load.operations());
            figures.put(Figure.QUEUED, (double) weight.queued() / load.operations());
        }
    }

    Cell cell() {
        return new Cell(server.name(), load.name(), candidate.contender().name(), rounds, failure);
    }

    @Override
    public void close() {
        jvm.close();
    }
}
