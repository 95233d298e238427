package io.arangobatch.internal.carrier;

import io.arangobatch.ArangoProtocolException;
import io.arangobatch.internal.exchange.Answer;
import io.arangobatch.internal.exchange.AnswerSink;
import io.arangobatch.internal.multipart.ContentId;
import io.arangobatch.internal.multipart.DecoderLimits;
import io.arangobatch.internal.multipart.MultipartDecoder;
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

    private final AnswerHandler handler;
    private final boolean decoded;
    private final PartMatcher matcher;
    private final MultipartDecoder decoder;
    private final Answer answer = new Answer();
    private final byte[] opening;
    private int opened;
    private volatile @Nullable Endpoint origin;
    private boolean good;
    private long received;

    MultipartAnswer(String boundary, PartMatcher matcher, DecoderLimits limits, AnswerHandler handler) {
        this.handler = handler;
        this.decoded = handler.wantsAnswers();
        this.matcher = matcher;
        this.opening = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
        this.decoder = new MultipartDecoder(boundary, limits, this::onPart);
    }

    @Override
    public void onHead(Endpoint from, ResponseHead head, ResponseFlow flow) {
        origin = from;
        good = head.status() == OK;
        answer.onHead(from, head, flow);
        if (good && decoded) {
            handler.arriving(flow);
        }
    }

    @Override
    public void onBody(ByteBuffer chunk) {
        received += chunk.remaining();
        if (!good) {
            answer.onBody(chunk);
        } else if (decoded) {
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

    private void onPart(ContentId id, PartAnswer part) {
        int position = matcher.positionOf(id);
        Endpoint from = origin;
        if (from != null) {
            handler.answered(position, part, from);
        }
    }

    /** Checks that the answer came whole, and counts the failures if nobody else did. The server leaves the header out where there are none. */
    void end() {
        if (decoded) {
            decoder.end();
            matcher.end();
        } else if (opened < opening.length) {
            throw new ArangoProtocolException(
                    "the answer is no answer to a batch: it ended after " + received + " bytes, before its first part");
        } else {
            head().header("x-arango-errors").map(Integer::parseInt).ifPresent(handler::counted);
        }
    }

    Optional<Endpoint> origin() {
        return Optional.ofNullable(origin);
    }

    ResponseHead head() {
        return answer.head();
    }

    byte[] errorBody() {
        return answer.body();
    }

    long bytesReceived() {
        return received;
    }
}
