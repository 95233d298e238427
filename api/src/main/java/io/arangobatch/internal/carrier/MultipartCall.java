package io.arangobatch.internal.carrier;

import io.arangobatch.BatchCommitException;
import io.arangobatch.internal.exchange.Call;
import io.arangobatch.internal.exchange.Deadline;
import io.arangobatch.internal.exchange.RetryAfter;
import io.arangobatch.internal.exchange.TrackedBody;
import io.arangobatch.internal.multipart.MultipartEncoder;
import io.arangobatch.internal.multipart.PartMatcher;
import io.arangobatch.internal.response.ServerResponse;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call with the requests of a batch from one position to another. */
final class MultipartCall {

    private final MultipartCarrier carrier;
    private final int to;
    private final TrackedBody body;
    private final Call call;
    private final PartMatcher matcher;
    private final MultipartAnswer answer;
    private final CommitOutcomes outcomes;
    private @Nullable CompletableFuture<Void> sent;

    MultipartCall(
            MultipartCarrier carrier,
            MultipartEncoder batch,
            int from,
            int to,
            AnswerHandler handler,
            Deadline deadline) {
        this.carrier = carrier;
        this.to = to;
        this.body = new TrackedBody(batch.body(from, to));
        this.call = new Call(
                "POST",
                carrier.target(),
                List.of(new HttpHeader("Content-Type", batch.contentType())),
                body,
                deadline.timeLeft(),
                Optional.empty());
        this.matcher = new PartMatcher(from, to);
        this.answer = new MultipartAnswer(batch.boundary(), matcher, carrier.limits(), handler);
        this.outcomes = new CommitOutcomes(call.toString(), to - from == batch.count());
    }

    int to() {
        return to;
    }

    Receipt receipt() {
        return new Receipt(1, body.length(), answer.bytesReceived());
    }

    Optional<Endpoint> origin() {
        return answer.origin();
    }

    void start(Consumer<Optional<BatchCommitException>> end) {
        CompletableFuture<Void> exchange = carrier.exchanger().send(call, answer);
        sent = exchange;
        exchange.whenComplete((nothing, failure) -> end.accept(failure(failure)));
    }

    private Optional<BatchCommitException> failure(@Nullable Throwable failure) {
        try {
            if (failure != null) {
                throw failure;
            }
            response().requireSuccess();
            answer.end();
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(outcomes.of(e, body));
        }
    }

    private ServerResponse response() {
        return ServerResponse.ofRefusal(call.toString(), answer.head(), answer.errorBody(), carrier.mapper());
    }

    BatchCommitException abort() {
        // Before the exchange ends, so that what is found out about the body stays true.
        body.seal();
        CompletableFuture<Void> exchange = sent;
        if (exchange != null) {
            exchange.cancel(true);
        }
        return outcomes.of(new CancellationException("cancelled by the caller"), body);
    }

    /** Nothing of a call that was not sent is settled, and everything of a batch that was refused: it would be again. */
    Delivery broken(BatchCommitException failure, Receipt receipt, int count) {
        int answered = matcher.answeredUpTo();
        int settled = switch (failure.outcome()) {
            case NOT_SENT -> answered;
            case REJECTED -> count;
            case UNKNOWN -> to;
        };
        Optional<Duration> retryAfter = origin().flatMap(server -> RetryAfter.of(answer.head(), Instant.now()));
        return new Delivery(answered, settled, receipt, Optional.of(failure), origin(), retryAfter);
    }
}
