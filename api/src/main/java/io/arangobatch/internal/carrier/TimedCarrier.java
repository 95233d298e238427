package io.arangobatch.internal.carrier;

import io.arangobatch.internal.exchange.Deadline;
import io.arangobatch.internal.multipart.MultipartEncoder;
import java.time.Duration;

/** A carrier whose commits may begin when some of their time has gone already. */
abstract class TimedCarrier implements Carrier {

    private final Duration commitTimeout;

    TimedCarrier(Duration commitTimeout) {
        this.commitTimeout = commitTimeout;
    }

    @Override
    public final Carriage carry(MultipartEncoder batch, int from, AnswerHandler handler) {
        return carry(batch, from, handler, Deadline.in(commitTimeout));
    }

    /** Sends requests in order, within the time that is left. */
    abstract Carriage carry(MultipartEncoder batch, int from, AnswerHandler handler, Deadline deadline);
}
