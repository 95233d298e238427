package io.arangobatch.tck.benchmark.result;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Where values stand on an axis on which each power of ten is equally long: what is compared here differs by powers of ten. */
record LogScale(int lowest, int highest, double from, double to) {

    static LogScale over(DoubleStream values, double from, double to) {
        double[] sorted = values.filter(value -> value > 0).sorted().toArray();
        int lowest = sorted.length == 0 ? 0 : (int) Math.floor(Math.log10(sorted[0]));
        int highest = sorted.length == 0 ? 1 : (int) Math.ceil(Math.log10(sorted[sorted.length - 1]));
        return new LogScale(lowest, Math.max(highest, lowest + 1), from, to);
    }

    /** Zero, which has no place on such an axis, stands at its beginning. */
    double at(double value) {
        double power = Math.max(lowest, Math.log10(value));
        return from + (to - from) * (power - lowest) / (highest - lowest);
    }

    List<Double> ticks() {
        return IntStream.rangeClosed(lowest, highest)
                .mapToObj(power -> Math.pow(10, power))
                .toList();
    }
}
