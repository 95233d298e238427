package io.arangobatch.internal.session;

import io.arangobatch.BatchCommitException;
import io.arangobatch.CommitOutcome;
import io.arangobatch.internal.carrier.Carriage;
import io.arangobatch.internal.carrier.Carrier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A commit on its way in all lanes at once. */
final class Journey {

    private final List<Carriage> carriages = new ArrayList<>();
    private final CompletableFuture<Optional<BatchCommitException>> end;

    private Journey(List<Lane> lanes, Carrier carrier) {
        List<CompletableFuture<Optional<BatchCommitException>>> ends = new ArrayList<>();
        for (Lane lane : lanes) {
            Carriage carriage = lane.carry(carrier);
            carriages.add(carriage);
            ends.add(carriage.delivery().thenApply(delivery -> {
                lane.settle(delivery);
                return delivery.failure();
            }));
        }
        this.end = CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .thenApply(nothing -> worst(
                        ends.stream().flatMap(each -> each.join().stream()).toList()));
    }

    static Journey begin(List<Lane> lanes, Carrier carrier) {
        return new Journey(lanes, carrier);
    }

    /** How it ended; the lanes are settled by then. */
    CompletableFuture<Optional<BatchCommitException>> end() {
        return end;
    }

    void abort() {
        carriages.forEach(carriage -> carriage.abort().run());
    }

    /** Of several failures, the one that leaves the most open, with the others attached. */
    private static Optional<BatchCommitException> worst(List<BatchCommitException> failures) {
        Optional<BatchCommitException> worst =
                failures.stream().max((a, b) -> Integer.compare(weight(a.outcome()), weight(b.outcome())));
        worst.ifPresent(
                failure -> failures.stream().filter(other -> other != failure).forEach(failure::addSuppressed));
        return worst;
    }

    private static int weight(CommitOutcome outcome) {
        return switch (outcome) {
            case NOT_SENT -> 0;
            case REJECTED -> 1;
            case UNKNOWN -> 2;
        };
    }
}
