package io.arangobatch.internal.session;

import io.arangobatch.ArangoProtocolException;
import io.arangobatch.internal.carrier.AnswerHandler;
import io.arangobatch.internal.plan.Dealing;
import io.arangobatch.internal.plan.Plan;
import io.arangobatch.internal.response.RawAnswer;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.ResponseFlow;
import java.util.List;

/** Hands the answers of a commit to its jobs and counts the failures. The calls of a commit come one after another, from whatever thread. */
final class Dealer implements AnswerHandler {

    private static final int FIRST_ERROR_STATUS = 400;

    private final Plan plan;
    private final Jobs jobs;
    private final boolean returnResults;
    private volatile int failed;

    Dealer(Plan plan, Jobs jobs, boolean returnResults) {
        this.plan = plan;
        this.jobs = jobs;
        this.returnResults = returnResults;
    }

    int failed() {
        return failed;
    }

    /** Without results, a server's own count of failed requests is enough where each request is one job. */
    @Override
    public boolean wantsAnswers() {
        return returnResults || !plan.oneEach();
    }

    @Override
    public void arriving(ResponseFlow flow) {
        Handover handover = jobs.handover();
        if (handover != null) {
            handover.arriving(this, flow);
        }
    }

    @Override
    public void answered(int position, RawAnswer answer, Endpoint origin) {
        Handover handover = jobs.handover();
        if (handover == null) {
            take(position, answer, origin);
            return;
        }
        handover.enter();
        try {
            take(position, answer, origin);
        } finally {
            handover.leave();
        }
    }

    private void take(int position, RawAnswer answer, Endpoint origin) {
        int first = plan.firstJob(position);
        int operations = plan.firstJob(position + 1) - first;
        if (operations == 1) {
            settle(first, answer, origin);
            return;
        }
        try {
            deal(first, operations, answer, origin);
        } catch (ArangoProtocolException e) {
            // As with an answer to one request: it spoils nothing but the jobs that it answers.
            spoil(first, operations, e);
        }
    }

    private void deal(int first, int operations, RawAnswer answer, Endpoint origin) {
        if (returnResults) {
            List<RawAnswer> answers = Dealing.deal(answer, operations);
            for (int i = 0; i < operations; i++) {
                settle(first + i, answers.get(i), origin);
            }
        } else {
            counted(Dealing.failures(answer, operations));
        }
    }

    private void spoil(int first, int operations, ArangoProtocolException failure) {
        if (!returnResults) {
            counted(operations);
            return;
        }
        for (int job = first; job < first + operations; job++) {
            counted(jobs.fail(job, failure) ? 1 : 0);
        }
    }

    private void settle(int job, RawAnswer answer, Endpoint origin) {
        boolean counts = !returnResults || jobs.answer(job, answer, origin);
        if (counts && answer.status() >= FIRST_ERROR_STATUS) {
            counted(1);
        }
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // never two calls at a time
    public void counted(int more) {
        failed += more;
    }
}
