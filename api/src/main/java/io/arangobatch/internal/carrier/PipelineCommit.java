package io.arangobatch.internal.carrier;

import io.arangobatch.ArangoServerException;
import io.arangobatch.BatchCommitException;
import io.arangobatch.CommitOutcome;
import io.arangobatch.internal.exchange.Answer;
import io.arangobatch.internal.exchange.Deadline;
import io.arangobatch.internal.exchange.OrderedSending;
import io.arangobatch.internal.multipart.MultipartEncoder;
import io.arangobatch.internal.response.RawAnswer;
import io.arangobatch.internal.response.ServerResponse;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.ResponseFlow;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One commit as single requests. Its fields are written by one answer at a time. */
final class PipelineCommit implements OrderedSending.Answers {

    private static final int FIRST_ERROR_STATUS = 400;
    private static final int UNAUTHORIZED = 401;

    private final PipelineCarrier carrier;
    private final MultipartEncoder batch;
    private final int from;
    private final AnswerHandler handler;
    private final OrderedSending sending;
    private long bytesReceived;
    private @Nullable Endpoint origin;

    PipelineCommit(
            PipelineCarrier carrier, MultipartEncoder batch, int from, AnswerHandler handler, Deadline deadline) {
        this.carrier = carrier;
        this.batch = batch;
        this.from = from;
        this.handler = handler;
        this.sending = carrier.exchanger().sendInOrder(carrier.calls(batch, from, deadline), this, carrier.window());
    }

    void start() {
        sending.start();
    }

    CompletableFuture<Delivery> delivery() {
        return sending.end().thenApply(this::delivery);
    }

    void abort() {
        sending.abort();
    }

    @Override
    public void arriving(ResponseFlow flow) {
        if (handler.wantsAnswers()) {
            handler.arriving(flow);
        }
    }

    @Override
    public void answered(int position, Answer answer) {
        bytesReceived += answer.length();
        origin = answer.origin();
        if (handler.wantsAnswers()) {
            handler.answered(position, RawAnswer.of(answer.head(), answer.body()), answer.origin());
        } else if (answer.head().status() >= FIRST_ERROR_STATUS) {
            handler.counted(1);
        }
    }

    /** What is wrong with credentials or database is wrong with each request; the batch endpoint would have refused them together. */
    @Override
    public boolean refusesAll(Answer answer) {
        return answer.head().status() == UNAUTHORIZED
                || refusal(answer).filter(CommitOutcomes::isUnknownDatabase).isPresent();
    }

    private Delivery delivery(OrderedSending.End end) {
        Receipt receipt = new Receipt(end.exchanges(), end.bytesSent(), bytesReceived);
        Optional<BatchCommitException> failure = failure(end);
        boolean rejected = failure.filter(broken -> broken.outcome() == CommitOutcome.REJECTED)
                .isPresent();
        int settled = rejected ? batch.count() : end.sent();
        return new Delivery(end.answered(), settled, receipt, failure, Optional.ofNullable(origin), Optional.empty());
    }

    private Optional<BatchCommitException> failure(OrderedSending.End end) {
        boolean whole = end.answered() == 0 && (end.sent() == 0 || end.sent() == batch.count());
        CommitOutcomes outcomes = new CommitOutcomes("", whole);
        return end.refusal()
                .flatMap(this::refusal)
                .map(outcomes::rejected)
                .or(() -> end.failure().map(broken -> outcomes.of(broken, end.sent() > end.answered())));
    }

    private Optional<ArangoServerException> refusal(Answer answer) {
        String request = batch.request(from).toString();
        try {
            ServerResponse.ofRefusal(request, answer.head(), answer.body(), carrier.mapper())
                    .requireSuccess();
            return Optional.empty();
        } catch (ArangoServerException e) {
            return Optional.of(e);
        }
    }
}
