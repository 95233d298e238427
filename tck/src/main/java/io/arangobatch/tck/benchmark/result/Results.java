package io.arangobatch.tck.benchmark.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.tck.benchmark.load.Load;
import io.arangobatch.tck.report.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All of one run; also the form of the JSON file.
 *
 * @param format goes up when a field changes its meaning or goes away
 * @param started when the run began, ISO 8601
 * @param environment where it took place
 * @param rounds how many rounds there were
 * @param roundMillis how long each of them took at least
 * @param transports the transports of our driver that took part
 * @param loads the loads, in the order of the run
 * @param contenders the contenders, in the order of the run
 * @param cells what was measured
 */
public record Results(
        int format,
        String started,
        Environment environment,
        int rounds,
        long roundMillis,
        List<String> transports,
        List<Load> loads,
        List<Entrant> contenders,
        List<Cell> cells) {

    public static final int FORMAT = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public Results {
        transports = List.copyOf(transports);
        loads = List.copyOf(loads);
        contenders = List.copyOf(contenders);
        cells = List.copyOf(cells);
    }

    /**
     * Who took part.
     *
     * @param name the contender's name
     * @param about what it is
     */
    public record Entrant(String name, String about) {}

    public List<String> servers() {
        return cells.stream().map(Cell::server).distinct().toList();
    }

    public Optional<Cell> cell(String server, String load, String contender) {
        return cells.stream()
                .filter(cell -> cell.server().equals(server)
                        && cell.load().equals(load)
                        && cell.contender().equals(contender))
                .findFirst();
    }

    /** The cells of one load on one server, in the order of the contenders. */
    public List<Cell> cells(String server, String load) {
        return contenders.stream()
                .flatMap(contender -> cell(server, load, contender.name()).stream())
                .toList();
    }

    public boolean failed() {
        return cells.stream().anyMatch(cell -> !cell.failure().isEmpty());
    }

    public String toJson() {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers can always be written", e);
        }
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws UncheckedIOException if the file cannot be read or is no such file
     */
    public static Results read(Path file) {
        try {
            return MAPPER.readValue(file.toFile(), Results.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the results in " + file + ": " + e.getMessage(), e);
        }
    }
}
