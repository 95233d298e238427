package io.arangobatch.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.ArangoDriver;
import io.arangobatch.AuthMethod;
import io.arangobatch.Connection;
import io.arangobatch.LoadBalancing;
import io.arangobatch.internal.auth.FixedAuthenticator;
import io.arangobatch.internal.transport.RecordingLogger;
import io.arangobatch.request.Server;
import io.arangobatch.scripted.Await;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedExchange;
import io.arangobatch.scripted.ScriptedTransport;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.TransportException.Phase;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Learning of further coordinators: when they are asked for, which are used, and what happens when nobody knows any. */
class EndpointDiscoveryTest {

    private static final Consumer<ScriptedExchange> GOOD = x -> x.answer(200, "{\"version\":\"3.11.14\"}");
    private static final Call CALL =
            new Call("GET", "/_api/version", List.of(), RequestBody.empty(), Duration.ZERO, Optional.empty());

    private final RecordingLogger logger = new RecordingLogger();
    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5);
    private ScriptedTransport transport = ScriptedTransport.byHand();

    @AfterEach
    void close() {
        transport.close();
    }

    private static Consumer<ScriptedExchange> tellingOf(String... urls) {
        String entries = Arrays.stream(urls)
                .map(url -> "{\"endpoint\":\"" + url + "\",\"internal\":\"tcp://10.0.0.1:1\"}")
                .collect(Collectors.joining(","));
        return x -> x.answer(200, "{\"endpoints\":[" + entries + "],\"error\":false,\"code\":200}");
    }

    /** An exchanger with its own clock and log, over a server that is called one.test. */
    @SafeVarargs
    private Exchanger exchanger(boolean tls, Consumer<ScriptedExchange>... scripts) {
        transport = ScriptedTransport.playingInOrder(scripts);
        Exchanger known = new Exchanger(
                transport,
                new Endpoints(
                        List.of(new Endpoint("one.test", 8529, tls)), LoadBalancing.ROUND_ROBIN, time::get, most -> 0),
                FixedAuthenticator.none(),
                Duration.ZERO,
                1 << 20);
        return known.with(new EndpointDiscovery(known, "my db", tls, time::get, logger));
    }

    private static void call(Exchanger exchanger) {
        Await.value(exchanger.send(CALL, new Answer()));
    }

    private List<String> lines() {
        return transport.exchanges().stream()
                .map(x -> x.request().endpoint() + " " + x.line())
                .toList();
    }

    @Test
    void theFirstCallWaitsForTheServersAndIsSpreadOverThem() {
        Exchanger exchanger = exchanger(false, tellingOf("tcp://two.test:1", "http://three.test:2"), GOOD, GOOD);
        call(exchanger);
        call(exchanger);

        assertThat(lines())
                .containsExactly(
                        "http://one.test:8529 GET /_db/my%20db/_api/cluster/endpoints",
                        // The first turn was the question's.
                        "http://three.test:2 GET /_api/version", "http://two.test:1 GET /_api/version");
        assertThat(logger.lines).isEmpty();
    }

    @Test
    void theServersAreAskedForAgainAfterAMinute() {
        Exchanger exchanger = exchanger(
                false, tellingOf("tcp://two.test:1"), GOOD, GOOD, tellingOf("tcp://three.test:2"), GOOD, GOOD);
        call(exchanger);
        time.addAndGet(EndpointDiscovery.INTERVAL.toNanos() - 1);
        call(exchanger);
        assertThat(transport.exchanges()).hasSize(3);

        time.addAndGet(1);
        call(exchanger);
        Await.until(() -> transport.exchanges().size() == 5);
        call(exchanger);

        assertThat(lines().get(3)).isEqualTo("http://two.test:1 GET /_db/my%20db/_api/cluster/endpoints");
        assertThat(lines().get(5)).isEqualTo("http://three.test:2 GET /_api/version");
    }

    @Test
    void callsThatComeTogetherAskOnce() {
        transport = ScriptedTransport.byHand();
        Exchanger known = new Exchanger(
                transport,
                new Endpoints(List.of(new Endpoint("one.test", 8529, false)), LoadBalancing.NONE, time::get),
                FixedAuthenticator.none(),
                Duration.ZERO,
                1 << 20);
        Exchanger exchanger = known.with(new EndpointDiscovery(known, "_system", false));
        CompletableFuture<Void> cancelled = exchanger.send(CALL, new Answer());
        CompletableFuture<Void> other = exchanger.send(CALL, new Answer());
        ScriptedExchange question = transport.onlyExchange();

        cancelled.cancel(true);
        assertThat(question.wasCancelled()).isFalse();
        tellingOf("tcp://one.test:8529").accept(question);
        Await.until(() -> transport.exchanges().size() == 2);
        GOOD.accept(transport.exchanges().get(1));

        Await.value(other);
        assertThat(cancelled).isCancelled();
    }

    @Test
    void whatCannotBeReachedAndWhatIsNotWithoutTlsIsLeftOut() {
        Exchanger exchanger = exchanger(
                false,
                tellingOf(
                        "unix:///tmp/a.sock", "ssl://four.test:1", "nonsense", "tcp://two.test:1", "tcp://two.test:1"),
                GOOD,
                GOOD);
        call(exchanger);
        call(exchanger);

        assertThat(lines().subList(1, 3)).containsOnly("http://two.test:1 GET /_api/version");
    }

    @Test
    void aConnectionWithTlsIsNotLedToWhereThereIsNone() {
        Exchanger exchanger =
                exchanger(true, tellingOf("tcp://two.test:1", "http://three.test:2", "ssl://four.test:3"), GOOD, GOOD);
        call(exchanger);
        call(exchanger);

        assertThat(lines().subList(1, 3)).containsOnly("https://four.test:3 GET /_api/version");
    }

    @Test
    void whereNoneOfThemCanBeUsedTheConfiguredServerStaysAndALineIsLogged() {
        Exchanger exchanger = exchanger(true, tellingOf("tcp://two.test:1", "unix:///a\\nb"), GOOD);
        call(exchanger);

        assertThat(lines().get(1)).isEqualTo("https://one.test:8529 GET /_api/version");
        assertThat(logger.lines)
                .containsExactly(
                        "WARNING: none of the servers that https://one.test:8529 tells of can be used with TLS,"
                                + " as the connection is configured: [tcp://two.test:1, unix:///a\\nb]");
    }

    @Test
    void aServerThatIsNoCoordinatorChangesNothingAndIsToldOfOnce() {
        Consumer<ScriptedExchange> single = x -> x.answer(
                501,
                "{\"error\":true,\"errorNum\":9,\"errorMessage\":\"cannot serve this request for this deployment type\"}");
        Exchanger exchanger = exchanger(false, single, GOOD, single, GOOD);
        call(exchanger);
        time.addAndGet(EndpointDiscovery.INTERVAL.toNanos());
        call(exchanger);
        Await.until(() -> transport.exchanges().size() == 4);

        assertThat(lines().get(1)).isEqualTo("http://one.test:8529 GET /_api/version");
        assertThat(logger.lines)
                .containsExactly(
                        "WARNING: http://one.test:8529 tells of no further servers, so option discoverEndpoints has"
                                + " no effect: GET /_db/my%20db/_api/cluster/endpoints was answered with HTTP 501 cannot serve this"
                                + " request for this deployment type");
    }

    @Test
    void anAnswerThatIsNoListChangesNothing() {
        Exchanger exchanger = exchanger(false, x -> x.answer(200, "<html>"), GOOD);
        call(exchanger);

        assertThat(logger.lines)
                .containsExactly(
                        "WARNING: none of the servers that http://one.test:8529 tells of can be used without TLS,"
                                + " as the connection is configured: []");
    }

    @Test
    void aQuestionThatBreaksDoesNotBreakTheCall() {
        Exchanger exchanger = exchanger(false, x -> x.breakBeforeSending(Phase.CONNECT, "cannot reach it"), GOOD);
        call(exchanger);

        assertThat(lines()).hasSize(2);
        assertThat(logger.lines).containsExactly("WARNING: cannot ask for further servers: cannot reach it");
    }

    @Test
    void theServersThatWereFoundStayWhenAQuestionFails() {
        Exchanger exchanger =
                exchanger(false, tellingOf("tcp://two.test:1"), GOOD, x -> x.answer(503, "{}"), GOOD, GOOD);
        call(exchanger);
        time.addAndGet(EndpointDiscovery.INTERVAL.toNanos());
        call(exchanger);
        Await.until(() -> !logger.lines.isEmpty());
        call(exchanger);

        assertThat(lines().get(4)).isEqualTo("http://two.test:1 GET /_api/version");
    }

    @Test
    void aConnectionAsksWithItsCredentialsIfItIsTo() {
        transport = ScriptedTransport.playingInOrder(
                x -> x.answer(200, "{\"jwt\":\"token\"}"), tellingOf("tcp://two.test:8529"), GOOD);
        try (Connection connection = ArangoDriver.connect(Probe.over(transport)
                .discoverEndpoints(true)
                .loadBalancing(LoadBalancing.RANDOM)
                .user("root")
                .password("")
                .auth(AuthMethod.JWT)
                .build())) {
            connection.execute(Server.version());
        }

        assertThat(lines())
                .containsExactly(
                        "http://one.test:8529 POST /_open/auth",
                        "http://one.test:8529 GET /_db/test/_api/cluster/endpoints",
                        "http://two.test:8529 GET /_db/test/_api/version");
        assertThat(transport.exchanges().get(1).header("Authorization")).isEqualTo("bearer token");
    }
}
