package io.arangobatch.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.ArangoDriver;
import io.arangobatch.ArangoServerException;
import io.arangobatch.AuthMethod;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.DocumentException;
import io.arangobatch.RetryPolicy;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.scripted.Await;
import io.arangobatch.scripted.Background;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedExchange;
import io.arangobatch.scripted.ScriptedTransport;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which requests are sent again, and what their callers learn. */
class RetryTest {

    private static final RetryPolicy SOON = RetryPolicy.of(2).initialDelay(Duration.ofMillis(1));
    private static final RetryPolicy LATE = RetryPolicy.of(2)
            .initialDelay(Duration.ofHours(1))
            .maxDelay(Duration.ofHours(1))
            .budget(Duration.ofHours(24));

    private static final ArangoRequest<JsonNode> PUT =
            ArangoRequest.of("PUT", "/_api/document/c/1").json(Map.of("v", 1));
    private static final ArangoRequest<JsonNode> ADD =
            ArangoRequest.of("POST", "/_api/document/c").json(Map.of("v", 1));

    private static final Consumer<ScriptedExchange> GOOD = x -> x.answer(200, "{}");
    private static final Consumer<ScriptedExchange> UNREACHABLE =
            x -> x.breakBeforeSending(Phase.CONNECT, "cannot reach it");
    private static final Consumer<ScriptedExchange> CUT = x -> x.breakBeforeSending(Phase.SEND, "cut");
    private static final Consumer<ScriptedExchange> RESET = x -> x.send().breakAfterSending("reset by peer");
    private static final String QUEUE_FULL = "{\"error\":true,\"errorNum\":21003,\"errorMessage\":\"queue is full\"}";
    private static final String NO_BACKEND = "{\"error\":true,\"errorNum\":1478,\"errorMessage\":\"no backend\"}";

    private final List<Connection> open = new ArrayList<>();
    private ScriptedTransport transport = ScriptedTransport.byHand();

    @SafeVarargs
    private Connection connect(RetryPolicy policy, Consumer<ScriptedExchange>... scripts) {
        transport = ScriptedTransport.playingInOrder(scripts);
        return opened(Probe.over(transport).retry(policy));
    }

    private Connection opened(ConnectionConfig.Builder config) {
        Connection connection = ArangoDriver.connect(config.build());
        open.add(connection);
        return connection;
    }

    /** Refuses a request before it runs and says when to come back. */
    private static Consumer<ScriptedExchange> busy(String retryAfter) {
        return x -> x.send()
                .head(503, "Service Unavailable", new HttpHeader("Retry-After", retryAfter))
                .body(QUEUE_FULL)
                .end();
    }

    @AfterEach
    void close() {
        open.forEach(Connection::close);
        transport.close();
        Await.until(() -> !isTimerThere());
    }

    @Test
    void nothingIsSentAgainByDefault() {
        Connection connection = connect(RetryPolicy.none(), UNREACHABLE);

        assertThatThrownBy(() -> connection.execute(ADD)).hasMessage("cannot reach it");
        assertThat(transport.exchanges()).hasSize(1);
    }

    @Test
    void whatWasNotSentIsSentAgainWhole() {
        Connection connection = connect(SOON, UNREACHABLE, CUT, GOOD);

        connection.execute(ADD);

        assertThat(transport.exchanges()).hasSize(3);
        assertThat(transport.exchanges().get(2).sentText()).isEqualTo("{\"v\":1}");
    }

    @Test
    void anAsynchronousRequestIsSentAgainToo() {
        Connection connection = connect(SOON, UNREACHABLE, GOOD);

        Await.value(connection.executeAsync(ADD));

        assertThat(transport.exchanges()).hasSize(2);
    }

    @Test
    void afterTheLastAttemptTheirNumberIsTold() {
        Connection connection = connect(SOON, UNREACHABLE, CUT, UNREACHABLE);

        TransportException failure = catchThrowableOfType(TransportException.class, () -> connection.execute(ADD));

        assertThat(failure)
                .hasMessage("cannot reach it; given up after 3 attempts, which is all that the retry policy allows");
        assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
        assertThat(failure.requestSent()).isFalse();
        assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly("cannot reach it", "cut");
    }

    @Test
    void whatMayHaveRunIsNotSentAgainWhateverItsMethod() {
        for (String method : new String[] {"GET", "PUT", "DELETE", "POST"}) {
            Connection connection = connect(SOON, RESET);

            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> connection.execute(ArangoRequest.of(method, "/_api/document/c/1")));

            assertThat(failure).hasMessage("reset by peer");
            assertThat(failure.requestSent()).isTrue();
            assertThat(transport.exchanges()).hasSize(1);
        }
    }

    @Test
    void whatMayHaveRunAtTheSecondAttemptIsNotSentAThirdTime() {
        Connection connection = connect(SOON, UNREACHABLE, RESET);

        TransportException failure = catchThrowableOfType(TransportException.class, () -> connection.execute(ADD));

        assertThat(failure).hasMessage("reset by peer; given up after 2 attempts, which must not be repeated");
        assertThat(failure.phase()).isEqualTo(Phase.RECEIVE);
        assertThat(failure.requestSent()).isTrue();
    }

    @Test
    void whatWasDeclaredRepeatableIsSentAgainAfterAReset() {
        Connection connection = connect(SOON, RESET, GOOD);

        connection.execute(PUT.repeatable());

        assertThat(transport.exchanges()).hasSize(2);
    }

    @Test
    void theFailureOfARepeatedRequestTellsThatAnEarlierAttemptWasSent() {
        Connection connection = connect(SOON, RESET, UNREACHABLE, UNREACHABLE);

        TransportException failure =
                catchThrowableOfType(TransportException.class, () -> connection.execute(PUT.repeatable()));

        assertThat(failure)
                .hasMessage("cannot reach it; given up after 3 attempts, which is all that the retry policy allows");
        assertThat(failure.phase()).isEqualTo(Phase.RECEIVE);
        assertThat(failure.requestSent()).isTrue();
    }

    @Test
    void aRefusalBeforeItRanIsNoReasonToGiveUp() {
        Connection connection = connect(SOON, busy("0"), GOOD);

        connection.execute(ADD);

        assertThat(transport.exchanges()).hasSize(2);
    }

    @Test
    void anErrorFromBehindTheServerIsAnAnswer() {
        Connection connection = connect(SOON, x -> x.answer(503, NO_BACKEND));

        assertThatThrownBy(() -> connection.execute(ADD))
                .isExactlyInstanceOf(DocumentException.class)
                .hasMessage("POST /_api/document/c failed with HTTP 503, errorNum 1478: no backend");
    }

    @Test
    void whatWasDeclaredRepeatableIsSentAgainAfterSuchAnError() {
        Connection connection = connect(SOON, x -> x.answer(503, NO_BACKEND), x -> x.answer(502, ""), GOOD);

        connection.execute(PUT.repeatable());

        assertThat(transport.exchanges()).hasSize(3);
    }

    @Test
    void theLastAnswerIsTheErrorAndTellsOfTheAttempts() {
        Connection connection = connect(SOON, RESET, x -> x.answer(429, ""), x -> x.answer(503, NO_BACKEND));

        ArangoServerException failure =
                catchThrowableOfType(ArangoServerException.class, () -> connection.execute(PUT.repeatable()));

        assertThat(failure)
                .isExactlyInstanceOf(DocumentException.class)
                .hasMessage("PUT /_api/document/c/1 failed with HTTP 503, errorNum 1478: no backend; given up after 3"
                        + " attempts, which is all that the retry policy allows");
        assertThat(failure.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "reset by peer", "PUT /_api/document/c/1 was answered with HTTP 429 by http://one.test:8529");
    }

    @Test
    void aDecoderThatTakesAnyAnswerGetsTheLast() {
        Connection connection = connect(SOON, busy("0"), busy("0"), busy("0"));

        int status = connection.execute(ADD.decodedBy(response -> response.status()));

        assertThat(status).isEqualTo(503);
        assertThat(transport.exchanges()).hasSize(3);
    }

    @Test
    void aServerThatAsksForMoreTimeThanThereIsEndsTheAttempts() {
        Connection connection = connect(SOON, busy("31"));

        assertThatThrownBy(() -> connection.execute(ADD))
                .isExactlyInstanceOf(DocumentException.class)
                .hasMessage(
                        "POST /_api/document/c failed with HTTP 503, errorNum 21003: queue is full; given up after 1"
                                + " attempt, for a pause of PT31S would go beyond the budget of PT30S");
        assertThat(transport.exchanges()).hasSize(1);
    }

    @Test
    void anErrorOfTheRequestIsAnAnswer() {
        Connection connection = connect(
                SOON,
                x -> x.answer(409, "{\"error\":true,\"errorNum\":1200,\"errorMessage\":\"write-write conflict\"}"));

        assertThatThrownBy(() -> connection.execute(PUT.repeatable()))
                .hasMessage("PUT /_api/document/c/1 failed with HTTP 409, errorNum 1200: write-write conflict");
    }

    @Test
    void aLoginThatFindsTheServerBusyIsTriedAgain() {
        transport = ScriptedTransport.playingInOrder(
                x -> x.answer(503, NO_BACKEND), x -> x.answer(200, "{\"jwt\":\"token\"}"), GOOD);
        Connection connection = opened(
                Probe.over(transport).retry(SOON).user("root").password("").auth(AuthMethod.JWT));

        connection.execute(ADD);

        assertThat(transport.exchanges())
                .extracting(ScriptedExchange::line)
                .containsExactly("POST /_open/auth", "POST /_open/auth", "POST /_db/test/_api/document/c");
    }

    @Test
    void closingEndsACallThatPauses() {
        Connection connection = connect(LATE, busy("3600"));
        CompletableFuture<JsonNode> call = connection.executeAsync(ADD);
        awaitPause();

        connection.close();

        assertThat(Await.failure(call))
                .hasMessage(
                        "POST /_api/document/c failed with HTTP 503, errorNum 21003: queue is full; given up after 1"
                                + " attempt, for the connection was closed");
    }

    @Test
    void closingEndsABlockingCallThatPauses() {
        Connection connection = connect(LATE, UNREACHABLE);
        Background<JsonNode> call = Background.call("caller", () -> connection.execute(ADD));
        awaitPause();

        connection.close();

        assertThat(call.failure())
                .hasMessage("cannot reach it; given up after 1 attempt, for the connection was closed");
    }

    @Test
    void anInterruptedCallThatPausesHasNotRun() {
        Connection connection = connect(LATE, busy("3600"));
        Background<JsonNode> call = Background.call("caller", () -> connection.execute(ADD));
        awaitPause();

        call.interruptWhenBlocked();

        assertThat(call.failure())
                .isInstanceOf(TransportException.class)
                .hasMessage("POST /_api/document/c was interrupted before it was sent; it has not run");
        assertThat(transport.exchanges()).hasSize(1);
    }

    @Test
    void anInterruptedCallThatPausesAfterAResetMayHaveRun() {
        Connection connection = connect(LATE, RESET);
        Background<JsonNode> call = Background.call("caller", () -> connection.execute(PUT.repeatable()));
        awaitPause();

        call.interruptWhenBlocked();

        assertThat(call.failure())
                .hasMessage("PUT /_api/document/c/1 was interrupted while waiting for the answer; it may have run");
    }

    @Test
    void withoutAPauseThereIsNoThreadForIt() {
        Connection connection = connect(SOON, GOOD);
        connection.execute(ADD);

        assertThat(isTimerThere()).isFalse();
    }

    private static boolean isTimerThere() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("arangobatch-retry"));
    }

    /** The first pause makes the timer's thread. */
    private static void awaitPause() {
        Await.until(RetryTest::isTimerThere);
    }
}
