package io.arangobatch.internal.exchange;

import static io.arangobatch.scripted.BatchAnswer.inserted;
import static io.arangobatch.scripted.BatchAnswer.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoDriver;
import io.arangobatch.ArangoServerException;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.DocumentException;
import io.arangobatch.LoadBalancing;
import io.arangobatch.model.Cursor;
import io.arangobatch.request.Server;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedExchange;
import io.arangobatch.scripted.ScriptedTransport;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    private static final Consumer<ScriptedExchange> GOOD = x -> x.answer(200, "{\"version\":\"3.2.2\"}");
    private static final Consumer<ScriptedExchange> UNREACHABLE = x ->
            x.breakBeforeSending(Phase.CONNECT, "cannot reach " + x.request().endpoint());
    private static final Consumer<ScriptedExchange> REFUSING = x -> x.answer(503, error(21003, "queue is full"));
    private static final String FIRST_PAGE = "{\"result\":[1],\"hasMore\":true,\"id\":\"7\"}";
    private static final String LAST_PAGE = "{\"result\":[2],\"hasMore\":false}";

    private ScriptedTransport transport = ScriptedTransport.byHand();

    @SafeVarargs
    private Connection connect(Consumer<ScriptedExchange>... scripts) {
        transport = ScriptedTransport.playingInOrder(scripts);
        return ArangoDriver.connect(
                Probe.over(transport).endpoint("two.test", 8529).build());
    }

    private static String error(int errorNum, String message) {
        return "{\"error\":true,\"code\":503,\"errorNum\":" + errorNum + ",\"errorMessage\":\"" + message + "\"}";
    }

    private List<String> hosts() {
        return transport.exchanges().stream()
                .map(x -> x.request().endpoint().host())
                .toList();
    }

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void theFirstServerIsUsedWhileItCanBeReached() {
        Connection connection = connect(GOOD, GOOD);
        connection.execute(Server.version());
        connection.execute(Server.version());
        assertThat(hosts()).containsExactly("one.test", "one.test");
    }

    @Test
    void aServerThatCannotBeReachedIsLeftForTheNext() {
        Connection connection = connect(UNREACHABLE, GOOD, GOOD);
        connection.execute(Server.version());
        connection.execute(Server.version());
        assertThat(hosts()).containsExactly("one.test", "two.test", "two.test");
    }

    @Test
    void aBatchGoesToTheNextServerToo() {
        Connection connection = connect(UNREACHABLE, x -> x.answerBatch(inserted("c", "a")));
        assertThat(connection.batch(b -> b.collection("c").insert(Map.of())).failed())
                .isZero();
        assertThat(hosts()).containsExactly("one.test", "two.test");
    }

    @Test
    void eachServerIsTriedOnce() {
        Connection connection = connect(UNREACHABLE, UNREACHABLE);
        assertThatThrownBy(() -> connection.execute(Server.version()))
                .isInstanceOf(TransportException.class)
                .hasMessage("none of the servers http://one.test:8529, http://two.test:8529 took"
                        + " GET /_db/test/_api/version; the last failure: cannot reach http://two.test:8529");
        assertThat(hosts()).containsExactly("one.test", "two.test");
    }

    @Test
    void afterTheLastServerTheFirstIsTriedAgain() {
        Connection connection = connect(UNREACHABLE, GOOD, UNREACHABLE, GOOD);
        connection.execute(Server.version());
        connection.execute(Server.version());
        assertThat(hosts()).containsExactly("one.test", "two.test", "two.test", "one.test");
    }

    @Test
    void whatWasBeingSentIsNotSentToAnother() {
        Connection connection = connect(x -> x.breakBeforeSending(Phase.SEND, "cut"));
        assertThatThrownBy(() -> connection.execute(Server.version())).hasMessage("cut");
        assertThat(hosts()).containsExactly("one.test");
    }

    @Test
    void whatMayHaveRunIsNotSentToAnother() {
        Connection connection = connect(x -> x.send().breakAfterSending("reset by peer"));
        assertThatThrownBy(() -> connection.batch(b -> b.collection("c").insert(Map.of())))
                .hasMessageEndingWith("reset by peer");
        assertThat(hosts()).containsExactly("one.test");
    }

    @Test
    void aRequestThatWasRefusedBeforeItRanGoesToTheNextServer() {
        Connection connection = connect(REFUSING, GOOD, GOOD);
        assertThat(connection.execute(Server.version()).version()).isEqualTo("3.2.2");
        connection.execute(Server.version());
        assertThat(hosts()).containsExactly("one.test", "two.test", "two.test");
    }

    @Test
    void theLastRefusalIsTheAnswerWhenAllServersRefuse() {
        Connection connection = connect(REFUSING, REFUSING);
        assertThatThrownBy(() -> connection.execute(Server.version()))
                .isExactlyInstanceOf(ArangoServerException.class)
                .hasMessage("GET /_api/version failed with HTTP 503, errorNum 21003: queue is full");
        assertThat(hosts()).containsExactly("one.test", "two.test");
    }

    @Test
    void anotherErrorOfThatStatusIsAnAnswer() {
        Connection connection = connect(x -> x.answer(503, error(1429, "not enough replicas")));
        assertThatThrownBy(() -> connection.collection("c").insert(Map.of()))
                .isInstanceOf(DocumentException.class)
                .hasMessageEndingWith("failed with HTTP 503, errorNum 1429: not enough replicas");
        assertThat(hosts()).containsExactly("one.test");
    }

    @Test
    void aLongPageOfAProxyIsAnAnswerToo() {
        Connection connection = connect(x -> x.answer(503, "<html>" + "x".repeat(10_000)));
        assertThatThrownBy(() -> connection.execute(Server.version()))
                .hasMessage("GET /_api/version failed with HTTP 503, errorNum 0: Service Unavailable");
        assertThat(hosts()).containsExactly("one.test");
    }

    @Test
    void aBatchOfWhichAPartMetAFullQueueIsNotSentToAnother() {
        Connection connection = connect(REFUSING);
        assertThatThrownBy(() -> connection.batch(b -> b.collection("c").insert(Map.of())))
                .isInstanceOfSatisfying(
                        BatchCommitException.class, e -> assertThat(e.outcome()).isEqualTo(CommitOutcome.UNKNOWN));
        assertThat(hosts()).containsExactly("one.test");
    }

    @Test
    void aBatchThatAServerRefusedWhileItStartedGoesToTheNext() {
        Connection connection = connect(
                x -> x.answer(503, error(503, "service unavailable due to startup or maintenance mode")),
                x -> x.answerBatch(inserted("c", "a")));
        assertThat(connection.batch(b -> b.collection("c").insert(Map.of())).failed())
                .isZero();
        assertThat(hosts()).containsExactly("one.test", "two.test");
    }

    @Test
    void aPinnedRequestThatWasRefusedStaysWithItsServer() {
        Connection connection = connect(x -> x.answer(201, FIRST_PAGE), REFUSING);
        Cursor<Integer> cursor = connection.aql().query("FOR i IN 1..2 RETURN i", Integer.class);
        assertThatThrownBy(cursor::nextPage).hasMessageEndingWith("HTTP 503, errorNum 21003: queue is full");
        assertThat(hosts()).containsExactly("one.test", "one.test");
    }

    @Test
    void theServersTakeTurnsIfTheyAreTo() {
        transport = ScriptedTransport.playing(GOOD);
        Connection connection = ArangoDriver.connect(Probe.over(transport)
                .endpoint("two.test", 8529)
                .endpoint("three.test", 8529)
                .loadBalancing(LoadBalancing.ROUND_ROBIN)
                .build());
        for (int i = 0; i < 6; i++) {
            connection.execute(Server.version());
        }
        assertThat(hosts()).containsExactly("one.test", "two.test", "three.test", "one.test", "two.test", "three.test");
    }

    @Test
    void aRequestIsRepeatedWithAFreshTokenAtTheSameServer() {
        transport = ScriptedTransport.playingInOrder(x -> x.answer(401, "{}"), GOOD);
        Iterator<String> tokens = List.of("old", "new").iterator();
        Connection connection = ArangoDriver.connect(Probe.over(transport)
                .endpoint("two.test", 8529)
                .loadBalancing(LoadBalancing.ROUND_ROBIN)
                .tokenSupplier(tokens::next)
                .build());
        connection.execute(Server.version());
        assertThat(hosts()).containsExactly("one.test", "one.test");
    }

    @Test
    void furtherPagesComeFromTheServerThatMadeTheCursor() {
        Connection connection =
                connect(x -> x.answer(201, FIRST_PAGE), UNREACHABLE, GOOD, x -> x.answer(200, LAST_PAGE));
        Cursor<Integer> cursor = connection.aql().query("FOR i IN 1..2 RETURN i", Integer.class);
        connection.execute(Server.version());
        assertThat(cursor.nextPage()).containsExactly(2);
        assertThat(hosts()).containsExactly("one.test", "one.test", "two.test", "one.test");
    }

    @Test
    void furtherPagesOfACursorOfABatchComeFromTheServerThatAnsweredIt() {
        Connection connection = connect(
                UNREACHABLE,
                x -> x.answerBatch(part(201, FIRST_PAGE)),
                UNREACHABLE,
                GOOD,
                x -> x.answer(200, LAST_PAGE));
        List<BatchJob<Cursor<Integer>>> jobs = new ArrayList<>();
        connection.batch(b -> jobs.add(b.aql().query("FOR i IN 1..2 RETURN i", Integer.class)));
        connection.execute(Server.version());
        assertThat(jobs.get(0).result().nextPage()).containsExactly(2);
        assertThat(hosts()).containsExactly("one.test", "two.test", "two.test", "one.test", "two.test");
    }

    @Test
    void noOtherServerIsAskedForACursorThatItCannotKnow() {
        Connection connection = connect(x -> x.answer(201, FIRST_PAGE), UNREACHABLE);
        Cursor<Integer> cursor = connection.aql().query("FOR i IN 1..2 RETURN i", Integer.class);
        assertThatThrownBy(cursor::nextPage)
                .isInstanceOf(TransportException.class)
                .hasMessage("cannot reach http://one.test:8529");
        assertThat(hosts()).containsExactly("one.test", "one.test");
    }
}
