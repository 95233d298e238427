package io.arangobatch.internal.carrier;

import io.arangobatch.BatchCarrier;
import io.arangobatch.internal.exchange.Deadline;
import io.arangobatch.internal.multipart.MultipartEncoder;
import java.time.Duration;

/** Carries a batch as its server needs it. */
public final class AutoCarrier extends TimedCarrier {

    private final CarrierChoices choices;
    private final TimedCarrier multipart;
    private final TimedCarrier pipeline;

    /**
     * Makes a carrier out of the two there are.
     *
     * @param choices knows the servers
     * @param multipart for servers with the batch endpoint
     * @param pipeline for all others
     * @param commitTimeout how long a commit may take, the question for the version included; zero for no limit
     */
    public AutoCarrier(
            CarrierChoices choices, MultipartCarrier multipart, PipelineCarrier pipeline, Duration commitTimeout) {
        super(commitTimeout);
        this.choices = choices;
        this.multipart = multipart;
        this.pipeline = pipeline;
    }

    @Override
    Carriage carry(MultipartEncoder batch, int from, AnswerHandler handler, Deadline deadline) {
        AutoCommit commit = new AutoCommit(this, batch, from, handler, deadline);
        commit.start();
        return new Carriage(commit.delivery(), commit::abort);
    }

    CarrierChoices choices() {
        return choices;
    }

    TimedCarrier of(BatchCarrier choice) {
        return choice == BatchCarrier.PIPELINE ? pipeline : multipart;
    }
}
