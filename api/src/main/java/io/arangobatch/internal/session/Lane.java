package io.arangobatch.internal.session;

import io.arangobatch.BatchCommitException;
import io.arangobatch.CommitOutcome;
import io.arangobatch.JobStatus;
import io.arangobatch.internal.carrier.Carriage;
import io.arangobatch.internal.carrier.Carrier;
import io.arangobatch.internal.carrier.Delivery;
import io.arangobatch.internal.carrier.Receipt;
import io.arangobatch.internal.plan.Plan;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Requests that travel one after another, and the jobs that wait for them. A session has one, or if their order does not matter several. */
final class Lane {

    private final Plan plan;
    private final boolean returnResults;
    private final Jobs jobs = new Jobs();
    private final Dealer dealer;
    /** What came of the commits so far; written when one ends, read when the next begins or a result is made. */
    private volatile Receipt receipt = Receipt.NONE;

    /** How many wire requests no commit needs to send any more. */
    private volatile int settled;

    private volatile int unknown;

    Lane(Plan plan, boolean returnResults) {
        this.plan = plan;
        this.returnResults = returnResults;
        this.dealer = new Dealer(plan, jobs, returnResults);
    }

    Plan plan() {
        return plan;
    }

    Jobs jobs() {
        return jobs;
    }

    Carriage carry(Carrier carrier) {
        plan.close();
        if (isSettled()) {
            Delivery nothing = new Delivery(settled, settled, Receipt.NONE, Optional.empty());
            return new Carriage(CompletableFuture.completedFuture(nothing), () -> {});
        }
        return carrier.carry(plan.encoder(), settled, dealer);
    }

    boolean isSettled() {
        return settled == plan.wires();
    }

    /** Another attempt follows, which sends again whatever has no answer. */
    void rewind(Delivery delivery) {
        receipt = receipt.plus(delivery.receipt());
        settled = delivery.answered();
    }

    void settle(Delivery delivery) {
        receipt = receipt.plus(delivery.receipt());
        delivery.failure().ifPresent(failure -> giveUp(delivery, failure));
        settled = delivery.settled();
    }

    /** Nothing is known of what has no answer yet. */
    void lose(BatchCommitException failure) {
        settle(new Delivery(settled, plan.wires(), Receipt.NONE, Optional.of(failure)));
    }

    /** Jobs that were answered keep their results. */
    private void giveUp(Delivery delivery, BatchCommitException failure) {
        JobStatus status = statusAfter(failure.outcome());
        String why = (status == JobStatus.NOT_RUN ? "was not run: " : "has no answer and may have run: ")
                + failure.getMessage();
        int lost = giveUp(delivery.answered(), delivery.settled(), status, why, Optional.of(failure));
        unknown += status == JobStatus.UNKNOWN ? lost : 0;
    }

    static JobStatus statusAfter(CommitOutcome outcome) {
        return outcome == CommitOutcome.REJECTED ? JobStatus.NOT_RUN : JobStatus.UNKNOWN;
    }

    void discard() {
        giveUp(settled, plan.wires(), JobStatus.NOT_RUN, "was not run: its batch was discarded", Optional.empty());
    }

    /** Settles the jobs of some wire requests and tells how many of them had no answer. */
    private int giveUp(int fromWire, int toWire, JobStatus status, String why, Optional<Throwable> cause) {
        int from = plan.firstJob(fromWire);
        int to = plan.firstJob(toWire);
        if (!returnResults) {
            return to - from;
        }
        int lost = 0;
        for (int job = from; job < to; job++) {
            lost += jobs.giveUp(job, status, why, cause) ? 1 : 0;
        }
        return lost;
    }

    int pending() {
        return plan.jobs() - plan.firstJob(settled);
    }

    int failed() {
        return dealer.failed() + unknown;
    }

    Receipt receipt() {
        return receipt;
    }
}
