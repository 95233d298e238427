package io.arangobatch.internal.connection;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.ArangoServerException;
import io.arangobatch.internal.buffer.SegmentedBuffer;
import io.arangobatch.internal.exchange.Answer;
import io.arangobatch.internal.exchange.Call;
import io.arangobatch.internal.exchange.Cancellation;
import io.arangobatch.internal.exchange.Exchanger;
import io.arangobatch.internal.exchange.JsonHeaders;
import io.arangobatch.internal.exchange.Retrying;
import io.arangobatch.internal.exchange.Waiting;
import io.arangobatch.internal.response.RawAnswer;
import io.arangobatch.internal.response.ServerResponse;
import io.arangobatch.internal.session.Callbacks;
import io.arangobatch.internal.text.PercentEncoding;
import io.arangobatch.internal.text.Shown;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.RequestRunner;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.RequestBody;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Runs single requests. Thread-safe. */
final class Requests {

    private final Exchanger exchanger;
    private final String databasePath;
    private final Duration timeout;
    private final ObjectMapper mapper;
    private final Executor callbacks;
    private final Retrying retrying;

    Requests(
            Exchanger exchanger,
            Retrying retrying,
            String database,
            Duration timeout,
            ObjectMapper mapper,
            Executor callbacks) {
        this.exchanger = exchanger;
        this.retrying = retrying;
        this.databasePath = "/_db/" + PercentEncoding.encode(database);
        this.timeout = timeout;
        this.mapper = mapper;
        this.callbacks = callbacks;
    }

    <T> T run(ArangoRequest<T> request, Optional<Endpoint> pinned) {
        exchanger.requireMayBlock(request.toString());
        Execution execution = execution(request, pinned);
        CompletableFuture<Answer> sent = retrying.run(execution);
        CompletableFuture<Answer> end = sent.copy();
        Answer answer;
        try {
            answer = Waiting.forEndOf(end, () -> {
                // Before the cancellation, which would end it with a reason that tells nothing.
                end.completeExceptionally(execution.interrupted());
                sent.cancel(true);
            });
        } catch (AnsweredBadly last) {
            return result(request, last);
        }
        return result(request, answer);
    }

    <T> CompletableFuture<T> start(ArangoRequest<T> request) {
        CompletableFuture<Answer> sent = retrying.run(execution(request, Optional.empty()));
        CompletableFuture<T> promise = new CompletableFuture<>();
        sent.whenComplete((answer, failure) -> Callbacks.complete(promise, callbacks, () -> {
            try {
                return result(request, Waiting.valueOf(answer, failure));
            } catch (AnsweredBadly last) {
                return result(request, last);
            }
        }));
        Cancellation.passOn(promise, sent);
        return promise;
    }

    private Execution execution(ArangoRequest<?> request, Optional<Endpoint> pinned) {
        return new Execution(exchanger, request, call(request, encode(request), pinned));
    }

    private <T> T result(ArangoRequest<T> request, Answer answer) {
        return request.decoder().decode(response(request, answer));
    }

    /** What the last of several attempts was answered is the request's answer; its error tells of the attempts. */
    private <T> T result(ArangoRequest<T> request, AnsweredBadly last) {
        try {
            return result(request, last.answer());
        } catch (ArangoServerException e) {
            if (last.note().isEmpty()) {
                throw e;
            }
            ArangoServerException told = Execution.withNote(e, last.note());
            Stream.of(last.getSuppressed()).forEach(told::addSuppressed);
            throw told;
        }
    }

    private Call call(ArangoRequest<?> request, RequestBody body, Optional<Endpoint> pinned) {
        return new Call(request.method(), databasePath + request.target(), headers(request), body, timeout, pinned);
    }

    private static List<HttpHeader> headers(ArangoRequest<?> request) {
        List<HttpHeader> headers = new ArrayList<>(request.headers());
        request.contentType().ifPresent(type -> headers.add(new HttpHeader("Content-Type", type)));
        return JsonHeaders.of(headers, request.hasBody());
    }

    private RequestBody encode(ArangoRequest<?> request) {
        if (!request.hasBody()) {
            return RequestBody.empty();
        }
        SegmentedBuffer buffer = new SegmentedBuffer();
        try {
            request.writeBody(buffer, mapper);
        } catch (IOException | RuntimeException e) {
            throw new ArangoRequestException(
                    request + " was not sent: its body cannot be encoded as JSON: "
                            + Shown.of(Objects.requireNonNullElse(e.getMessage(), e.toString())),
                    e);
        }
        return buffer.body();
    }

    private <T> ServerResponse response(ArangoRequest<T> request, Answer answer) {
        Endpoint origin = answer.origin();
        return new ServerResponse(
                request.toString(), RawAnswer.of(answer.head(), answer.body()), mapper, new RequestRunner() {
                    @Override
                    public <R> R run(ArangoRequest<R> further) {
                        return Requests.this.run(further, Optional.of(origin));
                    }
                });
    }
}
