package io.arangobatch.tck.report;

import java.util.List;

/** What is told: one transport, or several side by side. */
public record Report(Environment environment, List<TransportResult> transports) {

    public Report {
        transports = List.copyOf(transports);
    }

    public boolean passed() {
        return transports.stream().allMatch(TransportResult::passed);
    }
}
