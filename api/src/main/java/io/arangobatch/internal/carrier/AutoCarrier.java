package io.arangobatch.internal.carrier;

import io.arangobatch.BatchCarrier;
import io.arangobatch.internal.multipart.MultipartEncoder;

/** Carries a batch as its server needs it. */
public final class AutoCarrier implements Carrier {

    private final CarrierChoices choices;
    private final Carrier multipart;
    private final Carrier pipeline;

    /**
     * Makes a carrier out of the two there are.
     *
     * @param choices knows the servers
     * @param multipart for servers with the batch endpoint
     * @param pipeline for all others
     */
    public AutoCarrier(CarrierChoices choices, Carrier multipart, Carrier pipeline) {
        this.choices = choices;
        this.multipart = multipart;
        this.pipeline = pipeline;
    }

    @Override
    public Carriage carry(MultipartEncoder batch, int from, AnswerHandler handler) {
        AutoCommit commit = new AutoCommit(this, batch, from, handler);
        commit.start();
        return new Carriage(commit.delivery(), commit::abort);
    }

    CarrierChoices choices() {
        return choices;
    }

    Carrier of(BatchCarrier choice) {
        return choice == BatchCarrier.PIPELINE ? pipeline : multipart;
    }
}
