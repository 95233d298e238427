package io.arangobatch.tck.benchmark.result;

import io.arangobatch.tck.benchmark.load.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ratio that our driver is to reach. Two contenders are compared round by round, since what disturbs one of them disturbs the other in the
 * same round, too.
 *
 * @param title what is compared
 * @param limit the ratio to reach
 * @param atLeast whether the ratio has to be at least that, and not at most
 * @param ours what is measured of our driver; its contender is the variant, without the transport
 * @param other what it is compared with; its contender is the whole name, or an empty text for our own
 */
public record Goal(String title, double limit, boolean atLeast, Term ours, Term other) {

    /** The server that the goals are measured against. */
    public static final String SERVER = "null";

    /** One side of a ratio. */
    record Term(String contender, String load, Figure figure) {}

    private static final String MULTIPART = "multipart";
    private static final String COALESCED = "multipart-coalesced";
    private static final String NO_RESULTS = "multipart-noresults";
    private static final String OURS = "";

    public static final List<Goal> ALL = List.of(
            atLeast(
                    0.8,
                    "commit throughput of documents queued beforehand, against the bare socket",
                    standard(MULTIPART, Figure.COMMIT),
                    standard("limit-socket", Figure.COMMIT)),
            atLeast(
                    0.8,
                    "the same with coalescing",
                    standard(COALESCED, Figure.COMMIT),
                    standard("limit-socket-coalesced", Figure.COMMIT)),
            atMost(
                    1.25,
                    "time of add, against Jackson encoding the same documents",
                    standard(MULTIPART, Figure.ADD),
                    standard("limit-encoding", Figure.ADD)),
            atMost(
                    0.1,
                    "client CPU per operation, against 2.7.4's batch mode",
                    standard(MULTIPART, Figure.CPU),
                    standard("driver-2.7-batch", Figure.CPU)),
            atMost(
                    0.05,
                    "client CPU per operation, against 7.x asynchronous single inserts",
                    standard(MULTIPART, Figure.CPU),
                    standard("driver-7-async", Figure.CPU)),
            atMost(
                    0.25,
                    "client CPU per operation with coalescing, against 7.x insertDocuments",
                    standard(COALESCED, Figure.CPU),
                    standard("driver-7-many", Figure.CPU)),
            atMost(
                    0.2,
                    "bytes allocated per operation, from add to decoded metadata, against 2.7.4",
                    standard(MULTIPART, Figure.ALLOCATED),
                    standard("driver-2.7-batch", Figure.ALLOCATED)),
            atMost(
                    1.3,
                    "heap held by a queue of 1,000,000 operations, against their bytes on the wire, with results",
                    million(MULTIPART, Figure.QUEUED),
                    million(OURS, Figure.SENT)),
            atMost(1.05, "the same without results", million(NO_RESULTS, Figure.QUEUED), million(OURS, Figure.SENT)),
            atMost(
                    1.2,
                    "client CPU per operation at 1,000,000 operations, against 1,000",
                    million(MULTIPART, Figure.CPU),
                    standard(OURS, Figure.CPU)));

    private static Goal atLeast(double limit, String title, Term ours, Term other) {
        return new Goal(title, limit, true, ours, other);
    }

    private static Goal atMost(double limit, String title, Term ours, Term other) {
        return new Goal(title, limit, false, ours, other);
    }

    private static Term standard(String contender, Figure figure) {
        return new Term(contender, Load.STANDARD, figure);
    }

    private static Term million(String contender, Figure figure) {
        return new Term(contender, Load.MILLION, figure);
    }

    public String wanted() {
        return (atLeast ? "≥ " : "≤ ") + Numbers.plain(limit);
    }

    /** The ratio for one of our transports, if both sides were measured. */
    public Optional<Spread> ratio(Results results, String transport) {
        String our = transport + "-" + ours.contender;
        List<Map<Figure, Double>> mine = rounds(results, our, ours);
        List<Map<Figure, Double>> theirs = rounds(results, other.contender.isEmpty() ? our : other.contender, other);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(mine.size(), theirs.size()); round++) {
            Double a = mine.get(round).get(ours.figure);
            Double b = theirs.get(round).get(other.figure);
            if (a != null && b != null) {
                // Throughput is the inverse of the time that was measured.
                ratios.add(atLeast ? b / a : a / b);
            }
        }
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    private static List<Map<Figure, Double>> rounds(Results results, String contender, Term term) {
        return results.cell(SERVER, term.load, contender).map(Cell::rounds).orElse(List.of());
    }

    public boolean met(Spread ratio) {
        return atLeast ? ratio.median() >= limit : ratio.median() <= limit;
    }
}
