package io.arangobatch.internal.session;

import io.arangobatch.BatchCommitException;
import io.arangobatch.CommitOutcome;
import io.arangobatch.internal.carrier.Carriage;
import io.arangobatch.internal.carrier.Carrier;
import io.arangobatch.internal.carrier.Delivery;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One attempt of a commit, on its way in all lanes at once. */
final class Journey {

    private final List<Carriage> carriages;

    Journey(List<Lane> lanes, Carrier carrier) {
        this.carriages = lanes.stream().map(lane -> lane.carry(carrier)).toList();
    }

    /** How far each lane came. */
    CompletableFuture<List<Delivery>> end() {
        List<CompletableFuture<Delivery>> deliveries =
                carriages.stream().map(Carriage::delivery).toList();
        return CompletableFuture.allOf(deliveries.toArray(CompletableFuture[]::new))
                .thenApply(nothing ->
                        deliveries.stream().map(CompletableFuture::join).toList());
    }

    void abort() {
        carriages.forEach(carriage -> carriage.abort().run());
    }

    /** Of several failures, the one that leaves the most open, with the others attached. */
    static Optional<BatchCommitException> failure(List<Delivery> deliveries) {
        List<BatchCommitException> failures = deliveries.stream()
                .flatMap(delivery -> delivery.failure().stream())
                .toList();
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
