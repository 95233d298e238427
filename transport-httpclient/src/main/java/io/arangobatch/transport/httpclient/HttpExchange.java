package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.TransportRequest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * One exchange from the call to its end, whatever connection it uses and however it comes by it. Whatever ends it (answer, failure, time,
 * cancellation, close) comes through {@link #end}, and only the first counts.
 */
final class HttpExchange {

    private static final int LAST_STATUS = 599;

    private final Timers timers;
    private final TransportRequest request;
    private final Usage usage;
    private final CompletableFuture<Void> future = new CompletableFuture<>();
    private final Progress progress = new Progress();
    private final Cleanup cleanup = new Cleanup();
    private final AtomicBoolean over = new AtomicBoolean();
    private final SilenceWatch silence;
    private final AnswerFlow flow;
    private final Answer answer;
    private volatile boolean leading;
    private volatile boolean writingFailed;

    HttpExchange(Timers timers, TransportRequest request, ResponseSink sink, Usage usage) {
        this.timers = timers;
        this.request = request;
        this.usage = usage;
        silence = new SilenceWatch(timers, request.responseTimeout(), this::silenceLastedTooLong);
        flow = new AnswerFlow(silence, this::connectionBroke);
        answer = new Answer(sink, future, this::fail, failure -> usage.completed(this, failure));
    }

    CompletableFuture<Void> start() {
        future.whenComplete((nothing, failure) -> abortIfCompletedByCaller());
        cleanup.add(silence::stop);
        cleanup.add(timers.after(request.totalTimeout(), this::totalTimeRanOut));
        usage.begin(this);
        return future;
    }

    TransportRequest request() {
        return request;
    }

    CompletableFuture<Void> future() {
        return future;
    }

    Usage usage() {
        return usage;
    }

    Progress progress() {
        return progress;
    }

    AnswerFlow flow() {
        return flow;
    }

    boolean isOver() {
        return over.get();
    }

    boolean asksToClose() {
        return request.headers().stream()
                .anyMatch(header -> header.is("Connection") && header.value().equalsIgnoreCase("close"));
    }

    // The answer

    /** All exchanges before it on its connection have ended: what the server says from now on is its answer. */
    void lead() {
        leading = true;
        listenIfDue();
    }

    /** The last byte was handed to the socket. */
    void sent() {
        listenIfDue();
    }

    /** The server may have said why before it hung up. */
    void writingFailed() {
        writingFailed = true;
        listenIfDue();
    }

    private void listenIfDue() {
        if (leading && (writingFailed || progress.isRequestSent())) {
            silence.start();
        }
    }

    void signOfLife() {
        silence.touch();
    }

    void answerBegins(HttpResponse response) throws ProtocolException {
        if (response.getCode() > LAST_STATUS) {
            throw new ProtocolException(response.getCode() + " is no status of HTTP");
        }
        if (leading) {
            progress.answering();
            silence.start();
            answer.head(headOf(response), flow);
        }
    }

    void answerGoesOn(ByteBuffer chunk) {
        if (leading) {
            answer.body(chunk);
        }
    }

    private static ResponseHead headOf(HttpResponse response) {
        List<HttpHeader> headers = Arrays.stream(response.getHeaders())
                .map(header -> new HttpHeader(header.getName(), header.getValue()))
                .toList();
        return new ResponseHead(response.getCode(), response.getReasonPhrase(), headers);
    }

    // The end

    void succeed() {
        end(null);
    }

    void fail(Throwable failure) {
        end(failure);
    }

    void connectionBroke(Exception cause) {
        fail(Failures.broken(endpoint(), progress, cause));
    }

    void abortByClose() {
        fail(progress.broken(Failures.closing(endpoint())));
    }

    /** Ends because the connection ended at an exchange before it. */
    void endBehind(Dissolution dissolution) {
        fail(progress.settle() ? dissolution.notAnswered(request) : dissolution.notSent(request));
    }

    private void abortIfCompletedByCaller() {
        if (!isOver()) {
            fail(new CancellationException());
        }
    }

    private void totalTimeRanOut() {
        fail(progress.broken(Failures.totalTimeout(endpoint(), request.totalTimeout())));
    }

    private void silenceLastedTooLong() {
        String message = Failures.silence(endpoint(), request.responseTimeout(), progress.isAnswering());
        fail(progress.broken(message));
    }

    private void end(@Nullable Throwable failure) {
        if (over.compareAndSet(false, true)) {
            cleanup.run();
            usage.ended(this, failure);
            answer.end(failure);
        }
    }

    private Endpoint endpoint() {
        return request.endpoint();
    }
}
