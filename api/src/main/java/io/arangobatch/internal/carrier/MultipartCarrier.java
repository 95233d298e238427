package io.arangobatch.internal.carrier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.internal.exchange.Deadline;
import io.arangobatch.internal.exchange.Exchanger;
import io.arangobatch.internal.multipart.DecoderLimits;
import io.arangobatch.internal.multipart.MultipartEncoder;
import io.arangobatch.internal.text.PercentEncoding;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Carries a batch in one {@code POST /_db/…/_api/batch}, for servers from 1.1 to 3.12.2; one that is larger than a server takes, in several.
 */
public final class MultipartCarrier extends TimedCarrier {

    private static final long LARGEST_PART = 1 << 30;

    private final Exchanger exchanger;
    private final String target;
    private final LongSupplier maxBodyBytes;
    private final DecoderLimits limits;
    private final ObjectMapper mapper;

    /**
     * Makes a carrier.
     *
     * @param exchanger sends the calls
     * @param database the database that all requests go to
     * @param commitTimeout how long a commit may take; zero for no limit
     * @param maxBodyBytes tells how large the body of a call may be; only a single request that is larger by itself is sent all the same
     * @param maxResponseBytes how large an answer may be
     * @param mapper reads error answers
     */
    public MultipartCarrier(
            Exchanger exchanger,
            String database,
            Duration commitTimeout,
            LongSupplier maxBodyBytes,
            long maxResponseBytes,
            ObjectMapper mapper) {
        super(commitTimeout);
        this.exchanger = exchanger;
        this.target = "/_db/" + PercentEncoding.encode(database) + "/_api/batch";
        this.maxBodyBytes = maxBodyBytes;
        this.limits = new DecoderLimits(
                DecoderLimits.DEFAULT.headerBytes(), (int) Math.min(maxResponseBytes, LARGEST_PART), maxResponseBytes);
        this.mapper = mapper;
    }

    @Override
    Carriage carry(MultipartEncoder batch, int from, AnswerHandler handler, Deadline deadline) {
        MultipartCommit commit = new MultipartCommit(this, batch, handler, maxBodyBytes.getAsLong(), deadline);
        commit.start(from);
        return new Carriage(commit.delivery(), commit::abort);
    }

    Exchanger exchanger() {
        return exchanger;
    }

    String target() {
        return target;
    }

    DecoderLimits limits() {
        return limits;
    }

    ObjectMapper mapper() {
        return mapper;
    }
}
