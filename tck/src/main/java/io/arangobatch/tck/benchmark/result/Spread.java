package io.arangobatch.tck.benchmark.result;

import java.util.List;

/** The middle of several values, and how far they lie apart. */
public record Spread(double median, double least, double most) {

    /** Summarises at least one value. */
    public static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** How far the values lie around the middle, as half of their range in percent of it. */
    public long percent() {
        return median == 0 ? 0 : Math.round(50 * (most - least) / Math.abs(median));
    }
}
