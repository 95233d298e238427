package io.arangobatch.internal.carrier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.internal.exchange.Exchanger;
import io.arangobatch.internal.multipart.DecoderLimits;
import io.arangobatch.internal.multipart.MultipartEncoder;
import io.arangobatch.internal.text.PercentEncoding;
import java.time.Duration;

/**
 * Carries a batch in one {@code POST /_db/…/_api/batch}, for servers from 1.1 to 3.12.2; one that is larger than a server takes, in several.
 */
public final class MultipartCarrier implements Carrier {

    private static final long LARGEST_PART = 1 << 30;

    private final Exchanger exchanger;
    private final String target;
    private final Duration commitTimeout;
    private final long maxBodyBytes;
    private final DecoderLimits limits;
    private final ObjectMapper mapper;

    /**
     * Makes a carrier.
     *
     * @param exchanger sends the calls
     * @param database the database that all requests go to
     * @param commitTimeout how long a call may take; zero for no limit
     * @param maxBodyBytes how large the body of a call may be; only a single request that is larger by itself is sent all the same
     * @param maxResponseBytes how large an answer may be
     * @param mapper reads error answers
     */
    public MultipartCarrier(
            Exchanger exchanger,
            String database,
            Duration commitTimeout,
            long maxBodyBytes,
            long maxResponseBytes,
            ObjectMapper mapper) {
        this.exchanger = exchanger;
        this.target = "/_db/" + PercentEncoding.encode(database) + "/_api/batch";
        this.commitTimeout = commitTimeout;
        this.maxBodyBytes = maxBodyBytes;
        this.limits = new DecoderLimits(
                DecoderLimits.DEFAULT.headerBytes(), (int) Math.min(maxResponseBytes, LARGEST_PART), maxResponseBytes);
        this.mapper = mapper;
    }

    @Override
    public Carriage carry(MultipartEncoder batch, int from, AnswerHandler handler) {
        MultipartCommit commit = new MultipartCommit(this, batch, handler, maxBodyBytes);
        commit.start(from);
        return new Carriage(commit.delivery(), commit::abort);
    }

    Exchanger exchanger() {
        return exchanger;
    }

    String target() {
        return target;
    }

    Duration commitTimeout() {
        return commitTimeout;
    }

    DecoderLimits limits() {
        return limits;
    }

    ObjectMapper mapper() {
        return mapper;
    }
}
