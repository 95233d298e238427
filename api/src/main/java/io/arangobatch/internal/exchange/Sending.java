package io.arangobatch.internal.exchange;

import io.arangobatch.internal.auth.Authenticator.Credentials;
import io.arangobatch.internal.exchange.Endpoints.Choice;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * One call until it has its answer. It is sent again only when the server cannot have run it: when no connection came about or the server refused it
 * before it ran any of it, to the next server; and once when the credentials had expired, with fresh ones.
 */
final class Sending {

    private final Exchanger exchanger;
    private final Call call;
    private final AnswerSink sink;
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private final List<Endpoint> tried = new ArrayList<>();
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
        if (!result.isDone()) {
            first().ifPresent(this::begin);
        }
    }

    private Optional<Choice> first() {
        return call.pinned().map(exchanger.endpoints()::at).or(this::untried);
    }

    private Optional<Choice> untried() {
        return exchanger.endpoints().choose(tried);
    }

    private void begin(Choice choice) {
        if (!tried.contains(choice.endpoint())) {
            tried.add(choice.endpoint());
        }
        CompletableFuture<Credentials> credentials = exchanger.authenticator().credentials(choice.endpoint());
        Cancellation.passOn(result, credentials);
        credentials.whenComplete((given, failure) -> {
            if (failure != null) {
                result.completeExceptionally(withoutCredentials(call.toString(), Waiting.causeOf(failure)));
            } else if (!result.isDone()) {
                transmit(choice, given);
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

    private void transmit(Choice choice, Credentials credentials) {
        AnswerGuard guard = new AnswerGuard(
                sink,
                choice.endpoint(),
                call.toString(),
                exchanger.maxResponseBytes(),
                credentials.renewable() && !renewed,
                call.pinned().isEmpty() && exchanger.endpoints().areSeveral());
        CompletableFuture<Void> exchange = exchanger.exchange(request(choice.endpoint(), credentials), guard);
        Cancellation.passOn(result, exchange);
        exchange.whenComplete((nothing, failure) -> {
            if (failure == null) {
                answered(choice, credentials, guard);
            } else {
                broken(choice, Waiting.causeOf(failure));
            }
        });
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

    private void answered(Choice choice, Credentials credentials, AnswerGuard guard) {
        if (guard.held().filter(answer -> Refusals.ranNothing(call, answer)).isPresent()) {
            goElsewhere(choice, () -> deliver(guard));
            return;
        }
        exchanger.endpoints().answered(choice.endpoint());
        if (guard.wantsFreshCredentials()) {
            renewed = true;
            exchanger.authenticator().refuse(credentials);
            begin(exchanger.endpoints().at(choice.endpoint()));
        } else {
            deliver(guard);
        }
    }

    private void deliver(AnswerGuard guard) {
        try {
            guard.release();
            result.complete(null);
        } catch (RuntimeException e) {
            // Of the sink, which must not leave its caller waiting.
            result.completeExceptionally(e);
        }
    }

    private void broken(Choice choice, Throwable failure) {
        if (failure instanceof TransportException broken && neverLeft(broken)) {
            goElsewhere(choice, () -> result.completeExceptionally(withAllTried(broken)));
        } else {
            result.completeExceptionally(failure);
        }
    }

    private static boolean neverLeft(TransportException broken) {
        return broken.phase() == Phase.CONNECT && !broken.requestSent();
    }

    /** On to a server that this call has not been to; a call that may ask only one ends, and so does one that has been to all of them. */
    private void goElsewhere(Choice failed, Runnable end) {
        exchanger.endpoints().failed(failed);
        if (result.isDone()) {
            return;
        }
        Optional<Choice> next = call.pinned().isPresent() ? Optional.empty() : untried();
        next.ifPresentOrElse(this::begin, end);
    }

    private TransportException withAllTried(TransportException last) {
        if (tried.size() == 1) {
            return last;
        }
        String servers = tried.stream().map(Endpoint::toString).collect(Collectors.joining(", "));
        return new TransportException(
                last.phase(),
                last.requestSent(),
                "none of the servers " + servers + " took " + call + "; the last failure: " + last.getMessage(),
                last);
    }
}
