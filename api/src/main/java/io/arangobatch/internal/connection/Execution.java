package io.arangobatch.internal.connection;

import io.arangobatch.ArangoServerException;
import io.arangobatch.internal.error.ServerErrors;
import io.arangobatch.internal.exchange.Answer;
import io.arangobatch.internal.exchange.Call;
import io.arangobatch.internal.exchange.Cancellation;
import io.arangobatch.internal.exchange.Exchanger;
import io.arangobatch.internal.exchange.Refusals;
import io.arangobatch.internal.exchange.RetryAfter;
import io.arangobatch.internal.exchange.Retrying;
import io.arangobatch.internal.exchange.TrackedBody;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One request from its first attempt to its last, and what is known of whether it has run. */
final class Execution implements Retrying.Work<Answer> {

    /** Too many requests, and what servers and the proxies before them say when they cannot work now. */
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private final Exchanger exchanger;
    private final ArangoRequest<?> request;
    private final Call call;
    private volatile @Nullable TrackedBody underWay;
    private volatile boolean mayHaveRun;
    private volatile boolean stopped;

    Execution(Exchanger exchanger, ArangoRequest<?> request, Call call) {
        this.exchanger = exchanger;
        this.request = request;
        this.call = call;
    }

    @Override
    public CompletableFuture<Answer> attempt() {
        TrackedBody body = new TrackedBody(call.body());
        underWay = body;
        if (stopped) {
            return CompletableFuture.failedFuture(new CancellationException("interrupted"));
        }
        Answer answer = new Answer();
        CompletableFuture<Void> sent = exchanger.send(call.with(body), answer);
        CompletableFuture<Answer> end =
                sent.whenComplete((nothing, failure) -> broke(failure)).thenApply(nothing -> answered(answer));
        Cancellation.passOn(end, sent);
        return end;
    }

    private void broke(@Nullable Throwable failure) {
        if (failure instanceof TransportException broken && broken.requestSent()) {
            mayHaveRun = true;
        }
        if (failure != null) {
            underWay = null;
        }
    }

    private Answer answered(Answer answer) {
        boolean ranNothing = Refusals.ranNothing(call, answer);
        if (!ranNothing) {
            mayHaveRun = true;
        }
        underWay = null;
        if (ranNothing || request.isRepeatable() && BUSY.contains(answer.head().status())) {
            throw new AnsweredBadly(request.toString(), answer, "");
        }
        return answer;
    }

    @Override
    public boolean mayRepeat(Throwable failure) {
        if (failure instanceof TransportException broken) {
            return !broken.requestSent() || request.isRepeatable();
        }
        // An error of the server can only be that of a login, before the request was sent.
        return failure instanceof AnsweredBadly
                || failure instanceof ArangoServerException login && BUSY.contains(login.status());
    }

    @Override
    public Optional<Duration> retryAfter(Throwable failure) {
        return failure instanceof AnsweredBadly bad
                ? RetryAfter.of(bad.answer().head(), Instant.now())
                : Optional.empty();
    }

    @Override
    public Throwable gaveUp(Throwable last, List<Throwable> earlier, String note) {
        Throwable end = last;
        if (last instanceof AnsweredBadly bad) {
            end = new AnsweredBadly(request.toString(), bad.answer(), note);
        } else if (last instanceof TransportException broken) {
            end = broken(broken, note);
        } else if (last instanceof ArangoServerException login) {
            end = withNote(login, note);
        }
        earlier.forEach(end::addSuppressed);
        return end;
    }

    /** It was sent if any of the attempts was, whatever the last one came to. */
    private TransportException broken(TransportException last, String note) {
        Phase phase = mayHaveRun ? Phase.RECEIVE : last.phase();
        return new TransportException(phase, mayHaveRun, last.getMessage() + "; " + note, last);
    }

    /** The same error, with a text that tells of the attempts. */
    static ArangoServerException withNote(ArangoServerException error, String note) {
        return ServerErrors.of(error.request(), error.status(), error.errorNum(), error.errorMessage() + "; " + note);
    }

    /** Tells what an interruption left behind. From then on nothing more is sent. */
    TransportException interrupted() {
        stopped = true;
        TrackedBody body = underWay;
        boolean keptBack = body == null || body.seal();
        return keptBack && !mayHaveRun
                ? new TransportException(
                        Phase.SEND, false, request + " was interrupted before it was sent; it has not run")
                : new TransportException(
                        Phase.RECEIVE,
                        true,
                        request + " was interrupted while waiting for the answer; it may have run");
    }
}
