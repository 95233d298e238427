package io.arangobatch.internal.carrier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.internal.exchange.Call;
import io.arangobatch.internal.exchange.Exchanger;
import io.arangobatch.internal.exchange.TrackedBody;
import io.arangobatch.internal.multipart.DecoderLimits;
import io.arangobatch.internal.multipart.MultipartEncoder;
import io.arangobatch.internal.response.ServerResponse;
import io.arangobatch.internal.text.PercentEncoding;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.spi.HttpHeader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Carries a batch in one {@code POST /_db/…/_api/batch}, for servers from 1.1 to 3.12.2. Thread-safe. */
public final class MultipartCarrier {

    private static final long LARGEST_PART = 1 << 30;

    private final Exchanger exchanger;
    private final String target;
    private final Duration commitTimeout;
    private final DecoderLimits limits;
    private final ObjectMapper mapper;

    /**
     * Makes a carrier.
     *
     * @param exchanger sends the call
     * @param database the database that all requests go to
     * @param commitTimeout how long a commit may take; zero for no limit
     * @param maxResponseBytes how large the answer may be
     * @param mapper reads error answers
     */
    public MultipartCarrier(
            Exchanger exchanger, String database, Duration commitTimeout, long maxResponseBytes, ObjectMapper mapper) {
        this.exchanger = exchanger;
        this.target = "/_db/" + PercentEncoding.encode(database) + "/_api/batch";
        this.commitTimeout = commitTimeout;
        this.limits = new DecoderLimits(
                DecoderLimits.DEFAULT.headerBytes(), (int) Math.min(maxResponseBytes, LARGEST_PART), maxResponseBytes);
        this.mapper = mapper;
    }

    /**
     * Sends a batch. Returns at once.
     *
     * @param batch at least one request
     * @param handler takes each answer as it arrives, or empty where nobody wants them
     * @return the call under way
     */
    public Carriage carry(MultipartEncoder batch, Optional<AnswerHandler> handler) {
        TrackedBody body = new TrackedBody(batch.finish());
        Call call = new Call(
                "POST",
                target,
                List.of(new HttpHeader("Content-Type", batch.contentType())),
                body,
                commitTimeout,
                Optional.empty());
        MultipartAnswer answer = new MultipartAnswer(batch, limits, handler);
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        CompletableFuture<Void> sent = exchanger.send(call, answer);
        sent.whenComplete((nothing, failure) -> settle(receipt, call, body, answer, failure));
        return new Carriage(receipt, () -> abort(receipt, call, body, sent));
    }

    private static void abort(
            CompletableFuture<Receipt> receipt, Call call, TrackedBody body, CompletableFuture<Void> sent) {
        // Before the exchange ends, so that what is found out about the body stays true.
        body.seal();
        sent.cancel(true);
        receipt.completeExceptionally(
                CommitOutcomes.of(call.toString(), new CancellationException("cancelled by the caller"), body));
    }

    private void settle(
            CompletableFuture<Receipt> receipt,
            Call call,
            TrackedBody body,
            MultipartAnswer answer,
            @Nullable Throwable failure) {
        try {
            if (failure != null) {
                throw failure;
            }
            response(call, answer).requireSuccess();
            answer.end();
            receipt.complete(new Receipt(answer.failed(), body.length(), answer.bytesReceived()));
        } catch (Throwable e) {
            receipt.completeExceptionally(CommitOutcomes.of(call.toString(), e, body));
        }
    }

    private ServerResponse response(Call call, MultipartAnswer answer) {
        return new ServerResponse(
                call.toString(),
                answer.head().status(),
                answer.head().reason(),
                answer.head().headers(),
                answer.errorBody(),
                mapper,
                MultipartCarrier::refuseToRun);
    }

    private static <T> T refuseToRun(ArangoRequest<T> request) {
        throw new IllegalStateException("the answer of a batch needs no further requests: " + request);
    }
}
