package io.arangobatch.tck.verify;

import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.TckCatalog;
import io.arangobatch.tck.report.Counts;
import io.arangobatch.tck.report.Outcome;
import io.arangobatch.tck.report.Status;
import io.arangobatch.tck.report.Topics;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** Prints a line when a topic is done, and one for each failure when it comes. Thread-safe. */
public final class Progress {

    private final PrintWriter out;
    private final Map<String, Integer> expected = TckCatalog.tests().stream()
            .collect(Collectors.groupingBy(Topics::of, Collectors.summingInt(test -> test.uses().length)));
    private final int all =
            expected.values().stream().mapToInt(Integer::intValue).sum();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, List<Outcome>> seen = new HashMap<>();
    private int done;

    public Progress(PrintWriter out) {
        this.out = out;
    }

    void begins(TransportProvider provider) {
        lock.lock();
        try {
            seen.clear();
            done = 0;
            line("Transport " + provider.name() + " (" + provider.getClass().getName() + ")");
        } finally {
            lock.unlock();
        }
    }

    void ended(Outcome outcome) {
        lock.lock();
        try {
            done++;
            List<Outcome> topic = seen.computeIfAbsent(outcome.topic(), name -> new ArrayList<>());
            topic.add(outcome);
            if (outcome.status() == Status.FAILED) {
                line("            FAILED " + outcome.name());
            }
            if (topic.size() == expected.getOrDefault(outcome.topic(), 0)) {
                line("  %9s  %-14s %s".formatted(done + "/" + all, outcome.topic(), Counts.of(topic)));
            }
        } finally {
            lock.unlock();
        }
    }

    void ends() {
        line("");
    }

    private void line(String line) {
        out.println(line);
        out.flush();
    }
}
