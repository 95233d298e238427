package io.arangobatch.internal.session;

import io.arangobatch.internal.carrier.AnswerHandler;
import io.arangobatch.internal.multipart.PartAnswer;
import io.arangobatch.spi.Endpoint;
import java.util.List;

/** Hands the answers of a commit to its jobs and counts the failures. The calls of a commit come one after another, from whatever thread. */
final class Dealer implements AnswerHandler {

    private static final int FIRST_ERROR_STATUS = 400;

    private final List<Job<?>> jobs;
    private final boolean returnResults;
    private volatile int failed;

    Dealer(List<Job<?>> jobs, boolean returnResults) {
        this.jobs = jobs;
        this.returnResults = returnResults;
    }

    int failed() {
        return failed;
    }

    @Override
    public boolean wantsAnswers() {
        return returnResults;
    }

    @Override
    public void answered(int position, PartAnswer answer, Endpoint origin) {
        if (answer.status() >= FIRST_ERROR_STATUS) {
            counted(1);
        }
        if (returnResults) {
            jobs.get(position).answer(answer, origin);
        }
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // never two calls at a time
    public void counted(int more) {
        failed += more;
    }
}
