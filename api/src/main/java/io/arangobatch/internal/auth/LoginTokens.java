package io.arangobatch.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.internal.exchange.Answer;
import io.arangobatch.internal.exchange.Call;
import io.arangobatch.internal.exchange.Exchanger;
import io.arangobatch.internal.response.RawAnswer;
import io.arangobatch.internal.response.ServerResponse;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.ArangoResponse;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.RequestBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Fetches tokens from the server itself with user and password. */
public final class LoginTokens implements Supplier<CompletableFuture<String>> {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Exchanger exchanger;
    private final byte[] body;
    private final Duration timeout;

    /**
     * Takes what a login needs.
     *
     * @param exchanger sends without credentials
     * @param user the user's name
     * @param password the password
     * @param timeout how long a login may take; zero for no limit
     */
    public LoginTokens(Exchanger exchanger, String user, String password, Duration timeout) {
        this.exchanger = exchanger;
        this.timeout = timeout;
        try {
            this.body = MAPPER.writeValueAsBytes(Map.of("username", user, "password", password));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CompletableFuture<String> get() {
        Answer answer = new Answer();
        Call login = new Call(
                "POST",
                "/_open/auth",
                List.of(new HttpHeader("Content-Type", "application/json")),
                RequestBody.of(body),
                timeout,
                Optional.empty());
        return exchanger.send(login, answer).thenApply(nothing -> token(login, answer));
    }

    private static String token(Call login, Answer answer) {
        ArangoResponse response = new ServerResponse(
                login.toString(), RawAnswer.of(answer.head(), answer.body()), MAPPER, LoginTokens::refuseToRun);
        response.requireSuccess();
        try {
            JsonNode token = MAPPER.readTree(answer.body()).path("jwt");
            if (token.isTextual()) {
                return token.asText();
            }
        } catch (IOException e) {
            // Jackson quotes what it reads, and this may be a token: neither its text nor the body goes into the
            // message.
        }
        throw new ArangoProtocolException(
                "the answer to " + login + " has no member \"jwt\"; is this an ArangoDB server with authentication?");
    }

    private static <T> T refuseToRun(ArangoRequest<T> request) {
        throw new IllegalStateException("a login needs no further requests: " + request);
    }
}
