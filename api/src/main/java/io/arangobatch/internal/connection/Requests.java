package io.arangobatch.internal.connection;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.internal.buffer.SegmentedBuffer;
import io.arangobatch.internal.exchange.Answer;
import io.arangobatch.internal.exchange.Call;
import io.arangobatch.internal.exchange.Exchanger;
import io.arangobatch.internal.exchange.JsonHeaders;
import io.arangobatch.internal.exchange.TrackedBody;
import io.arangobatch.internal.exchange.Waiting;
import io.arangobatch.internal.response.ServerResponse;
import io.arangobatch.internal.session.Callbacks;
import io.arangobatch.internal.text.PercentEncoding;
import io.arangobatch.internal.text.Shown;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.RequestRunner;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Runs single requests. Thread-safe. */
final class Requests {

    private final Exchanger exchanger;
    private final String databasePath;
    private final Duration timeout;
    private final ObjectMapper mapper;
    private final Executor callbacks;

    Requests(Exchanger exchanger, String database, Duration timeout, ObjectMapper mapper, Executor callbacks) {
        this.exchanger = exchanger;
        this.databasePath = "/_db/" + PercentEncoding.encode(database);
        this.timeout = timeout;
        this.mapper = mapper;
        this.callbacks = callbacks;
    }

    <T> T run(ArangoRequest<T> request, Optional<Endpoint> pinned) {
        exchanger.requireMayBlock(request.toString());
        TrackedBody body = new TrackedBody(encode(request));
        Answer answer = new Answer();
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Void> sent = exchanger.send(call(request, body, pinned), answer);
        sent.whenComplete((nothing, failure) -> {
            if (failure == null) {
                end.complete(null);
            } else {
                end.completeExceptionally(failure);
            }
        });
        Waiting.forEndOf(end, () -> {
            // Before the cancellation, which would end it with a reason that tells nothing.
            end.completeExceptionally(interrupted(request, body.seal()));
            sent.cancel(true);
        });
        return request.decoder().decode(response(request, answer));
    }

    private static TransportException interrupted(ArangoRequest<?> request, boolean keptBack) {
        return keptBack
                ? new TransportException(
                        Phase.SEND, false, request + " was interrupted before it was sent; it has not run")
                : new TransportException(
                        Phase.RECEIVE,
                        true,
                        request + " was interrupted while waiting for the answer; it may have run");
    }

    <T> CompletableFuture<T> start(ArangoRequest<T> request) {
        Answer answer = new Answer();
        CompletableFuture<Void> sent = exchanger.send(call(request, encode(request), Optional.empty()), answer);
        CompletableFuture<T> promise = new CompletableFuture<>();
        sent.whenComplete((nothing, failure) -> Callbacks.complete(promise, callbacks, () -> {
            Waiting.valueOf(answer, failure);
            return request.decoder().decode(response(request, answer));
        }));
        promise.whenComplete((value, failure) -> {
            if (promise.isCancelled()) {
                sent.cancel(true);
            }
        });
        return promise;
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
        return RequestBody.of(buffer.toBuffers());
    }

    private <T> ServerResponse response(ArangoRequest<T> request, Answer answer) {
        Endpoint origin = answer.origin();
        return new ServerResponse(
                request.toString(),
                answer.head().status(),
                answer.head().reason(),
                answer.head().headers(),
                answer.body(),
                mapper,
                new RequestRunner() {
                    @Override
                    public <R> R run(ArangoRequest<R> further) {
                        return Requests.this.run(further, Optional.of(origin));
                    }
                });
    }
}
