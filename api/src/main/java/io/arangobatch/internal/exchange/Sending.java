package io.arangobatch.internal.exchange;

import io.arangobatch.internal.auth.Authenticator.Credentials;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One call until it has its answer. It is sent again only when the server cannot have run it: when no connection came about, to the next
 * server; and once when the credentials had expired, with fresh ones.
 */
final class Sending {

    private final Exchanger exchanger;
    private final Call call;
    private final AnswerSink sink;
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private int unreachable;
    private boolean renewed;

    Sending(Exchanger exchanger, Call call, AnswerSink sink) {
        this.exchanger = exchanger;
        this.call = call;
        this.sink = sink;
    }

    CompletableFuture<Void> result() {
        return result;
    }

    void start() {
        Endpoint endpoint = call.pinned().orElseGet(exchanger.endpoints()::current);
        CompletableFuture<Credentials> credentials = exchanger.authenticator().credentials(endpoint);
        cancelWith(credentials);
        credentials.whenComplete((given, failure) -> {
            if (failure != null) {
                result.completeExceptionally(withoutCredentials(call.toString(), unwrapped(failure)));
            } else if (!result.isDone()) {
                transmit(endpoint, given);
            }
        });
    }

    /** A login that broke after it was sent says nothing about the call, which was not sent at all. */
    static Throwable withoutCredentials(String call, Throwable failure) {
        return failure instanceof TransportException broken
                ? new TransportException(
                        Phase.CONNECT,
                        false,
                        call + " was not sent, for the login before it broke: " + broken.getMessage(),
                        broken)
                : failure;
    }

    private void transmit(Endpoint endpoint, Credentials credentials) {
        AnswerGuard guard = new AnswerGuard(
                sink, endpoint, call.toString(), exchanger.maxResponseBytes(), credentials.renewable() && !renewed);
        CompletableFuture<Void> exchange = exchanger.exchange(request(endpoint, credentials), guard);
        cancelWith(exchange);
        exchange.whenComplete((nothing, failure) -> ended(endpoint, credentials, guard, failure));
    }

    private TransportRequest request(Endpoint endpoint, Credentials credentials) {
        List<HttpHeader> headers = new ArrayList<>(call.headers());
        credentials.header().ifPresent(headers::add);
        return new TransportRequest(
                endpoint,
                call.method(),
                call.target(),
                headers,
                call.body(),
                exchanger.responseTimeout(),
                call.totalTimeout());
    }

    private void ended(Endpoint endpoint, Credentials credentials, AnswerGuard guard, @Nullable Throwable failure) {
        if (failure == null && !guard.wantsFreshCredentials()) {
            result.complete(null);
        } else if (failure == null) {
            renewed = true;
            exchanger.authenticator().refuse(credentials);
            start();
        } else if (mayGoElsewhere(unwrapped(failure))) {
            exchanger.endpoints().leave(endpoint);
            start();
        } else {
            result.completeExceptionally(unwrapped(failure));
        }
    }

    private boolean mayGoElsewhere(Throwable failure) {
        return failure instanceof TransportException broken
                && broken.phase() == Phase.CONNECT
                && !broken.requestSent()
                && call.pinned().isEmpty()
                && !result.isDone()
                && ++unreachable < exchanger.endpoints().count();
    }

    /** A CompletableFuture does not pass cancellation on by itself. */
    private void cancelWith(CompletableFuture<?> step) {
        result.whenComplete((nothing, failure) -> {
            if (result.isCancelled()) {
                step.cancel(true);
            }
        });
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
