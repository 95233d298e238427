package io.arangobatch.internal.exchange;

import static io.arangobatch.scripted.BatchAnswer.inserted;
import static io.arangobatch.scripted.BatchAnswer.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoDriver;
import io.arangobatch.BatchJob;
import io.arangobatch.Connection;
import io.arangobatch.model.Cursor;
import io.arangobatch.request.Server;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedExchange;
import io.arangobatch.scripted.ScriptedTransport;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    private static final Consumer<ScriptedExchange> GOOD = x -> x.answer(200, "{\"version\":\"3.2.2\"}");
    private static final Consumer<ScriptedExchange> UNREACHABLE = x ->
            x.breakBeforeSending(Phase.CONNECT, "cannot reach " + x.request().endpoint());
    private static final String FIRST_PAGE = "{\"result\":[1],\"hasMore\":true,\"id\":\"7\"}";
    private static final String LAST_PAGE = "{\"result\":[2],\"hasMore\":false}";

    private ScriptedTransport transport = ScriptedTransport.byHand();

    @SafeVarargs
    private Connection connect(Consumer<ScriptedExchange>... scripts) {
        transport = ScriptedTransport.playingInOrder(scripts);
        return ArangoDriver.connect(
                Probe.over(transport).endpoint("two.test", 8529).build());
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
                .hasMessage("cannot reach http://two.test:8529");
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
