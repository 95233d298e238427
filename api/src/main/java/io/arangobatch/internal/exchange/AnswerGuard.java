package io.arangobatch.internal.exchange;

import io.arangobatch.ArangoProtocolException;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import java.nio.ByteBuffer;

/** Bounds an answer before it reaches who wanted it, and holds back one that only says that the credentials have expired. */
final class AnswerGuard implements ResponseSink {

    private static final int UNAUTHORIZED = 401;

    private final AnswerSink sink;
    private final Endpoint endpoint;
    private final String request;
    private final long maxBytes;
    private final boolean mayRenew;
    private long received;
    private boolean heldBack;

    AnswerGuard(AnswerSink sink, Endpoint endpoint, String request, long maxBytes, boolean mayRenew) {
        this.sink = sink;
        this.endpoint = endpoint;
        this.request = request;
        this.maxBytes = maxBytes;
        this.mayRenew = mayRenew;
    }

    /** Asked after the answer has ended. */
    boolean wantsFreshCredentials() {
        return heldBack;
    }

    @Override
    public void onHead(ResponseHead head, ResponseFlow flow) {
        heldBack = mayRenew && head.status() == UNAUTHORIZED;
        if (!heldBack) {
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
        if (!heldBack) {
            sink.onBody(chunk);
        }
    }
}
