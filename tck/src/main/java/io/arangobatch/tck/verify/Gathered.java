package io.arangobatch.tck.verify;

import io.arangobatch.tck.report.Outcome;
import io.arangobatch.tck.report.RunObserver;
import io.arangobatch.tck.report.TransportResult;
import org.jspecify.annotations.Nullable;

/** Keeps the result of a run and passes the progress on. */
final class Gathered implements RunObserver {

    private final Progress progress;
    private volatile @Nullable TransportResult result;

    Gathered(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void ended(Outcome outcome) {
        progress.ended(outcome);
    }

    @Override
    public void ended(TransportResult whole) {
        result = whole;
    }

    TransportResult result() {
        TransportResult whole = result;
        if (whole == null) {
            throw new IllegalStateException("the kit could not run to its end: no test began");
        }
        return whole;
    }
}
