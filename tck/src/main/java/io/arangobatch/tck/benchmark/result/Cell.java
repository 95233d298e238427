package io.arangobatch.tck.benchmark.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One contender with one load against one server.
 *
 * @param server which server
 * @param load name of the load
 * @param contender name of the contender
 * @param rounds the figures of each round; those that make no sense here are absent
 * @param failure why there are no rounds, or an empty text
 */
public record Cell(String server, String load, String contender, List<Map<Figure, Double>> rounds, String failure) {

    public Cell {
        rounds = List.copyOf(rounds);
    }

    public Optional<Spread> spread(Figure figure) {
        List<Double> values = rounds.stream()
                .map(round -> round.get(figure))
                .filter(Objects::nonNull)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }
}
