package io.arangobatch.internal.exchange;

import io.arangobatch.ArangoProtocolException;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bounds an answer before it reaches who wanted it, and holds back one that need not be the last: one that only says that the credentials have expired,
 * and one that may mean that another server should be asked.
 */
final class AnswerGuard implements ResponseSink {

    private static final int UNAUTHORIZED = 401;

    private final AnswerSink sink;
    private final Endpoint endpoint;
    private final String request;
    private final long maxBytes;
    private final boolean mayRenew;
    private final boolean mayMove;
    private long received;
    private boolean expired;
    private @Nullable Answer held;
    private @Nullable ResponseFlow heldFlow;

    AnswerGuard(AnswerSink sink, Endpoint endpoint, String request, long maxBytes, boolean mayRenew, boolean mayMove) {
        this.sink = sink;
        this.endpoint = endpoint;
        this.request = request;
        this.maxBytes = maxBytes;
        this.mayRenew = mayRenew;
        this.mayMove = mayMove;
    }

    /** Asked after the answer has ended. */
    boolean wantsFreshCredentials() {
        return expired;
    }

    /** The whole answer if it is held back; asked after it has ended. */
    Optional<Answer> held() {
        return Optional.ofNullable(held);
    }

    @Override
    public void onHead(ResponseHead head, ResponseFlow flow) {
        expired = mayRenew && head.status() == UNAUTHORIZED;
        if (mayMove && head.status() == Refusals.SERVICE_UNAVAILABLE) {
            held = new Answer();
            heldFlow = flow;
            held.onHead(endpoint, head, flow);
        } else if (!expired) {
            sink.onHead(endpoint, head, flow);
        }
    }

    @Override
    public void onBody(ByteBuffer chunk) {
        received += chunk.remaining();
        if (received > maxBytes) {
            throw new ArangoProtocolException(
                    "the answer to " + request + " by " + endpoint + " is larger than the " + maxBytes
                            + " bytes that the option maxResponseBytes allows; ask for less at once, or raise the option");
        }
        if (received > Refusals.LONGEST) {
            release();
        }
        if (held != null) {
            held.onBody(chunk);
        } else if (!expired) {
            sink.onBody(chunk);
        }
    }

    /** Hands on what was held back. */
    void release() {
        Answer kept = held;
        ResponseFlow flow = heldFlow;
        if (kept != null && flow != null) {
            held = null;
            sink.onHead(endpoint, kept.head(), flow);
            sink.onBody(ByteBuffer.wrap(kept.body()));
        }
    }
}
