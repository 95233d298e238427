package io.arangobatch.internal.carrier;

import io.arangobatch.ArangoProtocolException;
import io.arangobatch.internal.exchange.Answer;
import io.arangobatch.internal.exchange.AnswerSink;
import io.arangobatch.internal.multipart.DecoderLimits;
import io.arangobatch.internal.multipart.MultipartDecoder;
import io.arangobatch.internal.multipart.MultipartEncoder;
import io.arangobatch.internal.multipart.PartAnswer;
import io.arangobatch.internal.multipart.PartMatcher;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the answer to a batch: a good one goes part by part to the handler, or past it where nobody wants results; any other is gathered. */
final class MultipartAnswer implements AnswerSink {

    private static final int OK = 200;
    private static final int FIRST_ERROR_STATUS = 400;

    private final Optional<AnswerHandler> handler;
    private final PartMatcher matcher;
    private final MultipartDecoder decoder;
    private final Answer answer = new Answer();
    private final byte[] opening;
    private int opened;
    private @Nullable Endpoint origin;
    private boolean good;
    private int failedParts;
    private long received;

    MultipartAnswer(MultipartEncoder batch, DecoderLimits limits, Optional<AnswerHandler> handler) {
        this.handler = handler;
        this.matcher = new PartMatcher(batch.count());
        this.opening = ("--" + batch.boundary()).getBytes(StandardCharsets.US_ASCII);
        this.decoder = new MultipartDecoder(batch.boundary(), limits, this::onPart);
    }

    @Override
    public void onHead(Endpoint from, ResponseHead head, ResponseFlow flow) {
        origin = from;
        good = head.status() == OK;
        answer.onHead(from, head, flow);
    }

    @Override
    public void onBody(ByteBuffer chunk) {
        received += chunk.remaining();
        if (!good) {
            answer.onBody(chunk);
        } else if (handler.isPresent()) {
            decoder.feed(chunk);
        } else {
            checkOpening(chunk);
        }
    }

    /** What nobody wants to read must be the answer to a batch all the same, and not the page of a proxy. */
    private void checkOpening(ByteBuffer chunk) {
        while (opened < opening.length && chunk.hasRemaining()) {
            if (chunk.get() != opening[opened++]) {
                throw new ArangoProtocolException(
                        "the answer is no answer to a batch: it does not begin with the delimiter of the batch");
            }
        }
    }

    private void onPart(PartAnswer part) {
        int position = matcher.positionOf(part);
        if (part.status() >= FIRST_ERROR_STATUS) {
            failedParts++;
        }
        if (origin != null) {
            handler.orElseThrow().answered(position, part, origin);
        }
    }

    /** Checks that the answer came whole. */
    void end() {
        if (handler.isPresent()) {
            decoder.end();
            matcher.end();
        } else if (opened < opening.length) {
            throw new ArangoProtocolException(
                    "the answer is no answer to a batch: it ended after " + received + " bytes, before its first part");
        }
    }

    ResponseHead head() {
        return answer.head();
    }

    byte[] errorBody() {
        return answer.body();
    }

    /** The server counts the failures itself, and leaves the header out where there are none. */
    int failed() {
        return handler.isPresent()
                ? failedParts
                : head().header("x-arango-errors").map(Integer::parseInt).orElse(0);
    }

    long bytesReceived() {
        return received;
    }
}
