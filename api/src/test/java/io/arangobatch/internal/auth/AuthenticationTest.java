package io.arangobatch.internal.auth;

import static io.arangobatch.scripted.BatchAnswer.inserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.AccessException;
import io.arangobatch.ArangoDriver;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.AuthMethod;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchSession;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.model.ServerVersion;
import io.arangobatch.request.Server;
import io.arangobatch.scripted.Await;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedExchange;
import io.arangobatch.scripted.ScriptedTransport;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

    private static final String VERSION = "{\"server\":\"arango\",\"version\":\"3.2.2\",\"license\":\"community\"}";
    private static final Consumer<ScriptedExchange> GOOD = x -> x.answer(200, VERSION);
    private static final Consumer<ScriptedExchange> REFUSED = x -> x.answer(401, "");
    private static final Consumer<ScriptedExchange> WRONG_PASSWORD =
            x -> x.answer(401, "{\"error\":true,\"errorMessage\":\"Wrong credentials\",\"code\":401,\"errorNum\":401}");

    private final List<AutoCloseable> open = new ArrayList<>();
    private ScriptedTransport transport = ScriptedTransport.byHand();

    private static Consumer<ScriptedExchange> login(String token) {
        return x -> x.answer(200, "{\"jwt\":\"" + token + "\",\"must_change_password\":false}");
    }

    @SafeVarargs
    private ConnectionConfig.Builder over(Consumer<ScriptedExchange>... scripts) {
        transport = ScriptedTransport.playingInOrder(scripts);
        open.add(transport);
        return Probe.over(transport);
    }

    private Connection connect(ConnectionConfig.Builder config) {
        Connection connection = ArangoDriver.connect(config.build());
        open.add(connection);
        return connection;
    }

    @SafeVarargs
    private Connection jwt(Consumer<ScriptedExchange>... scripts) {
        return connect(over(scripts).auth(AuthMethod.JWT).user("root").password("s3cret"));
    }

    private List<String> lines() {
        return transport.exchanges().stream().map(ScriptedExchange::line).toList();
    }

    private String authorization(int exchange) {
        return transport.exchanges().get(exchange).header("Authorization");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void withoutAUserNothingIsSent() {
        connect(over(GOOD)).execute(Server.version());
        assertThat(authorization(0)).isEmpty();
    }

    @Test
    void basicCredentialsAreSentAsUtf8() {
        connect(over(GOOD).user("root").password("pässword")).execute(Server.version());
        assertThat(authorization(0)).isEqualTo("Basic cm9vdDpww6Rzc3dvcmQ=");
    }

    @Test
    void aUserWithoutPasswordHasAnEmptyOne() {
        connect(over(GOOD).user("root")).execute(Server.version());
        assertThat(authorization(0)).isEqualTo("Basic cm9vdDo=");
    }

    @Test
    void aBatchIsSentWithTheCredentialsToo() {
        Connection connection =
                connect(over(x -> x.answerBatch(inserted("c", "a"))).user("root"));
        connection.batch(batch -> batch.collection("c").insert(Map.of()));
        assertThat(authorization(0)).isEqualTo("Basic cm9vdDo=");
    }

    @Test
    void wrongBasicCredentialsAreNotTriedTwice() {
        Connection connection = connect(over(REFUSED).user("root").password("s3cret"));
        assertThatThrownBy(() -> connection.execute(Server.version()))
                .isInstanceOf(AccessException.class)
                .hasMessage("GET /_api/version failed with HTTP 401, errorNum 0: Unauthorized");
        assertThat(transport.exchanges()).hasSize(1);
    }

    @Test
    void aTokenIsFetchedByUserAndPasswordOnce() throws JsonProcessingException {
        Connection connection = jwt(login("t1"), GOOD, GOOD);
        connection.execute(Server.version());
        connection.execute(Server.version());
        assertThat(lines())
                .containsExactly("POST /_open/auth", "GET /_db/test/_api/version", "GET /_db/test/_api/version");
        assertThat(new ObjectMapper().readValue(transport.exchanges().get(0).sentText(), Object.class))
                .isEqualTo(Map.of("username", "root", "password", "s3cret"));
        assertThat(authorization(0)).isEmpty();
        assertThat(authorization(1)).isEqualTo("bearer t1");
        assertThat(authorization(2)).isEqualTo("bearer t1");
    }

    @Test
    void requestsAtTheSameTimeShareOneLogin() {
        transport = ScriptedTransport.byHand();
        open.add(transport);
        Connection connection =
                connect(Probe.over(transport).auth(AuthMethod.JWT).user("root").password("s3cret"));
        CompletableFuture<ServerVersion> first = connection.executeAsync(Server.version());
        CompletableFuture<ServerVersion> second = connection.executeAsync(Server.version());
        login("t1").accept(transport.nextExchange());
        GOOD.accept(transport.nextExchange());
        GOOD.accept(transport.nextExchange());
        assertThat(Await.value(first)).isEqualTo(Await.value(second));
        assertThat(lines()).filteredOn("POST /_open/auth"::equals).hasSize(1);
    }

    @Test
    void aTokenThatTheServerRefusesIsRenewedOnce() {
        Connection connection = jwt(login("t1"), REFUSED, login("t2"), GOOD);
        assertThat(connection.execute(Server.version()).version()).isEqualTo("3.2.2");
        assertThat(authorization(1)).isEqualTo("bearer t1");
        assertThat(authorization(3)).isEqualTo("bearer t2");
    }

    @Test
    void aFreshTokenThatIsRefusedIsTheCallersError() {
        Connection connection = jwt(login("t1"), REFUSED, login("t2"), REFUSED);
        assertThatThrownBy(() -> connection.execute(Server.version()))
                .isInstanceOf(AccessException.class)
                .hasMessage("GET /_api/version failed with HTTP 401, errorNum 0: Unauthorized");
        assertThat(transport.exchanges()).hasSize(4);
    }

    @Test
    void aBatchWhoseTokenHadExpiredIsSentAgainWithTheSameBytes() {
        Connection connection = jwt(login("t1"), REFUSED, login("t2"), x -> x.answerBatch(inserted("c", "a")));
        List<BatchJob<DocumentMetadata>> jobs = new ArrayList<>();
        connection.batch(batch -> jobs.add(batch.collection("c").insert(Map.of())));
        assertThat(jobs.get(0).result().key()).isEqualTo("a");
        assertThat(transport.exchanges().get(3).sentText())
                .isEqualTo(transport.exchanges().get(1).sentText());
    }

    @Test
    void aWrongPasswordIsAnAccessExceptionOfTheLogin() {
        Connection connection = jwt(WRONG_PASSWORD);
        assertThatThrownBy(() -> connection.execute(Server.version()))
                .isInstanceOf(AccessException.class)
                .hasMessage("POST /_open/auth failed with HTTP 401, errorNum 401: Wrong credentials");
        assertThat(transport.exchanges()).hasSize(1);
    }

    @Test
    void aWrongPasswordRejectsABatch() {
        BatchSession batch = jwt(WRONG_PASSWORD).beginBatch();
        batch.collection("c").insert(Map.of());
        BatchCommitException e = catchThrowableOfType(BatchCommitException.class, batch::commit);
        assertThat(e.outcome()).isEqualTo(CommitOutcome.REJECTED);
        assertThat(e)
                .hasMessage(
                        "the server refused the batch and ran nothing of it: POST /_open/auth failed with HTTP 401, "
                                + "errorNum 401: Wrong credentials");
    }

    @Test
    void aLoginThatBreaksLeavesTheRequestUnsent() {
        Connection connection = jwt(x -> x.send().breakAfterSending("reset by peer"));
        TransportException e =
                catchThrowableOfType(TransportException.class, () -> connection.execute(Server.version()));
        assertThat(e)
                .hasMessage("GET /_db/test/_api/version was not sent, for the login before it broke: reset by peer");
        assertThat(e.requestSent()).isFalse();
        assertThat(e.phase()).isEqualTo(Phase.CONNECT);
    }

    @Test
    void aBatchWhoseLoginBrokeCanBeCommittedAgain() {
        BatchSession batch = jwt(
                        x -> x.send().breakAfterSending("reset by peer"),
                        login("t1"),
                        x -> x.answerBatch(inserted("c", "a")))
                .beginBatch();
        BatchJob<DocumentMetadata> job = batch.collection("c").insert(Map.of());
        BatchCommitException e = catchThrowableOfType(BatchCommitException.class, batch::commit);
        assertThat(e.outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        assertThat(e)
                .hasMessage(
                        "the batch was not sent and can be committed again: POST /_db/test/_api/batch was not sent, for "
                                + "the login before it broke: reset by peer");
        batch.commit();
        assertThat(job.result().key()).isEqualTo("a");
    }

    @Test
    void aServerThatCannotLogInNowLeavesTheBatchUnsent() {
        BatchSession batch = jwt(x -> x.answer(503, "")).beginBatch();
        batch.collection("c").insert(Map.of());
        BatchCommitException e = catchThrowableOfType(BatchCommitException.class, batch::commit);
        assertThat(e.outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        assertThat(e)
                .hasMessage("the batch was not sent and can be committed again: POST /_open/auth failed with HTTP 503, "
                        + "errorNum 0: Service Unavailable");
    }

    @Test
    void aServerWithoutLoginIsNotTakenForOneWithoutBatchEndpoint() {
        BatchSession batch = jwt(x ->
                        x.answer(404, "{\"errorNum\":404,\"errorMessage\":\"unknown path '/_open/auth'\"}"))
                .beginBatch();
        batch.collection("c").insert(Map.of());
        assertThatThrownBy(batch::commit)
                .hasMessage("the batch was not sent and can be committed again: POST /_open/auth failed with HTTP 404, "
                        + "errorNum 404: unknown path '/_open/auth'");
    }

    @Test
    void anAnswerToTheLoginThatIsNoneIsNotShown() {
        for (String answer : List.of("{\"jwt\":5,\"x\":\"s3cret\"}", "s3cret", "{\"jwt\":\"s3cret", "")) {
            Connection connection = jwt(x -> x.answer(200, answer));
            assertThatThrownBy(() -> connection.execute(Server.version()))
                    .isInstanceOf(ArangoProtocolException.class)
                    .hasMessage("the answer to POST /_open/auth has no member \"jwt\"; is this an ArangoDB server with "
                            + "authentication?")
                    .hasNoCause();
        }
    }

    @Test
    void aTokenSupplierIsAskedInsteadOfTheServer() {
        AtomicInteger asked = new AtomicInteger();
        Connection connection =
                connect(over(GOOD, REFUSED, GOOD).tokenSupplier(() -> "mine-" + asked.incrementAndGet()));
        connection.execute(Server.version());
        connection.execute(Server.version());
        assertThat(transport.exchanges())
                .extracting(x -> x.header("Authorization"))
                .containsExactly("bearer mine-1", "bearer mine-1", "bearer mine-2");
    }

    @Test
    void aTokenSupplierIsAskedOnTheCallbackExecutor() {
        List<String> threads = new ArrayList<>();
        Connection connection = connect(over(GOOD)
                .callbackExecutor(work -> new Thread(work, "my-callbacks").start())
                .tokenSupplier(() -> {
                    threads.add(Thread.currentThread().getName());
                    return "mine";
                }));
        connection.execute(Server.version());
        assertThat(threads).containsExactly("my-callbacks");
    }

    @Test
    void aTokenSupplierThatThrowsLeavesTheBatchUnsent() {
        IllegalStateException mine = new IllegalStateException("no token today");
        Connection connection = connect(over().tokenSupplier(() -> {
            throw mine;
        }));
        assertThat(catchThrowable(() -> connection.execute(Server.version()))).isSameAs(mine);
        BatchSession batch = connection.beginBatch();
        batch.collection("c").insert(Map.of());
        BatchCommitException e = catchThrowableOfType(BatchCommitException.class, batch::commit);
        assertThat(e.outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        assertThat(e)
                .hasMessage("the batch was not sent and can be committed again: no token today")
                .hasCause(mine);
    }

    @Test
    void secretsAreInNoText() {
        Connection connection = jwt(login("t0ken"), REFUSED, login("t0ken"), REFUSED);
        Throwable refused = catchThrowable(() -> connection.execute(Server.version()));
        List<String> texts = new ArrayList<>();
        for (Throwable t = refused; t != null; t = t.getCause()) {
            texts.add(t.toString());
        }
        texts.add(connection.toString());
        texts.add(connection.config().toString());
        transport.exchanges().forEach(exchange -> {
            texts.add(exchange.request().toString());
            texts.add(exchange.request().headers().toString());
        });
        assertThat(texts).noneMatch(text -> text.contains("s3cret") || text.contains("t0ken"));
    }
}
