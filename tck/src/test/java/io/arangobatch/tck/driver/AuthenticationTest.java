package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.AccessException;
import io.arangobatch.ArangoDriver;
import io.arangobatch.AuthMethod;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.request.Server;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.Fault;
import io.arangobatch.tck.server.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who the user is: basic, a token by login, a token of the application. */
class AuthenticationTest extends ThroughEachTransport {

    private static final String PASSWORD = "pä:ss w0rd";

    private final Queue<String> served = new ConcurrentLinkedQueue<>();
    private EmbeddedArango arango;

    @BeforeEach
    void start() {
        arango = serverWithTokensFor(Duration.ofHours(1));
    }

    @AfterEach
    void stop() {
        arango.close();
    }

    private EmbeddedArango serverWithTokensFor(Duration lifetime) {
        return EmbeddedArango.builder()
                .authentication("Jürgen", PASSWORD)
                .tokenLifetime(lifetime)
                .requestLog(served::add)
                .start();
    }

    private ConnectionConfig.Builder user(EmbeddedArango server) {
        return via.config(server).user("Jürgen").password(PASSWORD);
    }

    private static List<RecordedRequest> logins(EmbeddedArango server) {
        return server.journal().requests(request -> request.path().equals("/_open/auth"));
    }

    private List<String> refusals() {
        return served.stream().filter(line -> line.endsWith(" 401")).toList();
    }

    @Test
    void userAndPasswordOfTheUrlAreSentWithEachRequest() {
        String url = "arangodb://J%C3%BCrgen:p%C3%A4%3Ass%20w0rd@127.0.0.1:" + arango.port() + "/_system";
        try (Connection db = via.connect(url)) {
            assertThat(db.user()).contains("Jürgen");

            db.serverVersion();
            db.serverVersion();

            String basic = "Basic "
                    + Base64.getEncoder().encodeToString(("Jürgen:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            assertThat(arango.journal().requests())
                    .hasSize(2)
                    .allSatisfy(request ->
                            assertThat(request.header("Authorization")).contains(basic));
            assertThat(db.config().toString()).doesNotContain(PASSWORD).doesNotContain("p%C3%A4");
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndNeverShown() {
        try (Connection db = ArangoDriver.connect(
                via.config(arango).user("Jürgen").password("wrong-one").build())) {
            assertThatThrownBy(db::serverVersion)
                    .isInstanceOf(AccessException.class)
                    .hasMessage("GET /_api/version failed with HTTP 401, errorNum 0: Unauthorized")
                    .hasNoCause();
            assertThat(arango.journal().requests()).hasSize(1);
        }
    }

    @Test
    void aWrongPasswordAtTheLoginIsRefusedAndNeverShown() {
        try (Connection db = ArangoDriver.connect(via.config(arango)
                .user("Jürgen")
                .password("wrong-one")
                .auth(AuthMethod.JWT)
                .build())) {
            assertThatThrownBy(db::serverVersion)
                    .isInstanceOf(AccessException.class)
                    .hasMessage("POST /_open/auth failed with HTTP 401, errorNum 401: Wrong credentials");
        }
    }

    @Test
    void aTokenIsFetchedOnceForAllThreads() throws Exception {
        int threads = 16;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try (Connection db =
                ArangoDriver.connect(user(arango).auth(AuthMethod.JWT).build())) {
            List<Future<?>> answers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                answers.add(pool.submit(() -> {
                    start.await();
                    return db.serverVersion();
                }));
            }
            for (Future<?> answer : answers) {
                answer.get(30, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(logins(arango)).hasSize(1);
        assertThat(refusals()).isEmpty();
        assertThat(arango.journal().requests(request -> request.path().endsWith("/version")))
                .hasSize(threads)
                .allSatisfy(
                        request -> assertThat(request.header("Authorization").orElseThrow())
                                .startsWith("bearer "));
    }

    @Test
    void aTokenIsRenewedBeforeItExpires() {
        try (EmbeddedArango brief = serverWithTokensFor(Duration.ofSeconds(2));
                Connection db =
                        ArangoDriver.connect(user(brief).auth(AuthMethod.JWT).build())) {
            // Paces the requests without waiting here.
            brief.inject(
                    request -> request.path().endsWith("/version"),
                    Fault.delay(Duration.ofMillis(50)),
                    Integer.MAX_VALUE);
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (logins(brief).size() < 3 && System.nanoTime() < deadline) {
                db.serverVersion();
            }

            assertThat(logins(brief)).hasSize(3);
            assertThat(refusals()).isEmpty();
        }
    }

    @Test
    void aTokenThatTheServerNoLongerKnowsIsRenewedOnce() {
        try (Connection db =
                ArangoDriver.connect(user(arango).auth(AuthMethod.JWT).build())) {
            db.serverVersion();
            arango.revokeTokens();

            assertThat(db.serverVersion().version()).isEqualTo("3.2.2");
            assertThat(db.batch(batch -> batch.aql().query("RETURN 1", Integer.class))
                            .failed())
                    .isZero();

            assertThat(logins(arango)).hasSize(2);
            assertThat(refusals()).hasSize(1);
        }
    }

    @Test
    void aBatchIsSentAgainWithAFreshToken() {
        try (Connection db =
                ArangoDriver.connect(user(arango).auth(AuthMethod.JWT).build())) {
            db.serverVersion();
            arango.revokeTokens();

            assertThat(db.batch(batch -> batch.aql().query("RETURN 1", Integer.class))
                            .failed())
                    .isZero();

            assertThat(logins(arango)).hasSize(2);
        }
    }

    @Test
    void aTokenThatIsRefusedAgainIsAnError() {
        AtomicInteger asked = new AtomicInteger();
        try (Connection db = ArangoDriver.connect(via.config(arango)
                .auth(AuthMethod.JWT)
                .tokenSupplier(() -> "worthless-token-" + asked.incrementAndGet())
                .build())) {
            assertThatThrownBy(db::serverVersion)
                    .isInstanceOf(AccessException.class)
                    .hasMessage("GET /_api/version failed with HTTP 401, errorNum 0: Unauthorized");

            assertThat(asked).hasValue(2);
            assertThat(arango.journal().requests()).hasSize(2);
        }
    }

    @Test
    void theTokenOfTheApplicationIsUsed() {
        String token;
        try (Connection db =
                ArangoDriver.connect(user(arango).auth(AuthMethod.JWT).build())) {
            db.execute(Server.version());
            token = arango.journal()
                    .requests(request -> request.path().endsWith("/version"))
                    .get(0)
                    .header("Authorization")
                    .orElseThrow()
                    .substring("bearer ".length());
        }
        AtomicInteger asked = new AtomicInteger();
        try (Connection db = ArangoDriver.connect(via.config(arango)
                .auth(AuthMethod.JWT)
                .tokenSupplier(() -> {
                    asked.incrementAndGet();
                    return token;
                })
                .build())) {
            db.serverVersion();
            db.serverVersion();
        }
        assertThat(asked).hasValue(1);
        assertThat(logins(arango)).hasSize(1);
    }
}
