package io.arangobatch.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportException.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolTest extends LoopbackTest {

    private static final ScriptedServer.Script ANSWERS_ONCE_THEN_LISTENS = peer -> {
        peer.head();
        peer.say("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + peer.number());
        peer.awaitEnd();
    };

    @Test
    void aConnectionIsUsedAgainAfterAProperAnswer() throws Exception {
        ScriptedServer server = server(ScriptedServer::hello);
        Transport transport = transport();

        done(transport.exchange(get(server.endpoint()), new RecordingSink()));
        done(transport.exchange(get(server.endpoint()), sink));

        assertThat(sink.body()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na",
                "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nasurplus",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na\r\n"
            })
    void aConnectionIsNotUsedAgainAfterAnyOther(String answer) throws Exception {
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say(answer);
            peer.awaitEnd();
        });
        Transport transport = transport();

        done(transport.exchange(get(server.endpoint()), new RecordingSink()));
        await("the connection is closed", () -> server.ended.size() == 1);
        done(transport.exchange(get(server.endpoint()), sink));

        assertThat(server.accepted).hasSize(2);
    }

    @Test
    void dataOnAnIdleConnectionClosesIt() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
            answered.await();
            peer.say("HTTP/1.1 408 Request Timeout\r\n\r\n");
            peer.awaitEnd();
        });
        Transport transport = transport();

        done(transport.exchange(get(server.endpoint()), sink));
        answered.countDown();

        await("the connection is closed", () -> server.ended.size() == 1);
    }

    @Test
    void aConnectionThatTheServerClosedWhileIdleIsNotUsed() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + peer.number());
        });
        Transport transport = transport();

        for (int i = 1; i <= 20; i++) {
            int round = i;
            RecordingSink each = new RecordingSink();
            done(transport.exchange(get(server.endpoint()), each));
            await("the server closes", () -> server.ended.size() == round);
            assertThat(each.body()).isEqualTo(String.valueOf(round).substring(0, 1));
        }
    }

    @Test
    void anIdleConnectionIsClosedAfterTheIdleTimeout() throws Exception {
        ScriptedServer server = server(ANSWERS_ONCE_THEN_LISTENS);
        Transport transport = transport(Settings.defaults().withIdleTimeout(Duration.ofMillis(50)));

        done(transport.exchange(get(server.endpoint()), sink));

        await("the connection is closed", () -> server.ended.size() == 1);
    }

    @Test
    void exchangesBeyondTheLimitWaitAndAreServedInOrder() throws Exception {
        ScriptedServer server = server(ScriptedServer::hello);
        Transport transport = transport(Settings.defaults().withMaxConnections(1));
        List<Integer> order = new ArrayList<>();

        List<CompletableFuture<Void>> all = Stream.iterate(0, i -> i + 1)
                .limit(200)
                .map(i -> transport
                        .exchange(get(server.endpoint()), new RecordingSink())
                        .thenRun(() -> order.add(i)))
                .toList();

        for (CompletableFuture<Void> each : all) {
            done(each);
        }
        assertThat(order).hasSize(200).isSorted();
        assertThat(server.accepted).hasSize(1);
    }

    @Test
    void theWaitForAConnectionEndsWithTheStateOfThePool() throws Exception {
        ScriptedServer server = server(ScriptedServer.Peer::awaitEnd);
        Duration limit = Duration.ofMillis(100);
        Transport transport =
                transport(Settings.defaults().withMaxConnections(2).withAcquireTimeout(limit));
        transport.exchange(get(server.endpoint()), sink);
        transport.exchange(get(server.endpoint()), sink);

        assertFails(
                transport.exchange(get(server.endpoint()), sink),
                Phase.CONNECT,
                false,
                "no free connection to " + server.endpoint() + " within PT0.1S: 2 leased, 0 idle, 1 waiting");
    }

    @Test
    void aConnectionThatBreaksMakesRoomForTheNextInTheQueue() throws Exception {
        CountDownLatch queued = new CountDownLatch(1);
        ScriptedServer server = server(peer -> {
            if (peer.number() == 1) {
                queued.await();
                peer.reset();
            } else {
                ScriptedServer.hello(peer);
            }
        });
        Transport transport = transport(Settings.defaults().withMaxConnections(1));

        CompletableFuture<Void> broken = transport.exchange(get(server.endpoint()), new RecordingSink());
        CompletableFuture<Void> next = transport.exchange(get(server.endpoint()), sink);
        queued.countDown();

        failure(broken);
        done(next);
        assertThat(sink.body()).isEqualTo("2");
    }

    @Test
    void manyThreadsShareFewConnections() throws Exception {
        ScriptedServer server = server(ScriptedServer::hello);
        Transport transport = transport(Settings.defaults().withMaxConnections(3));
        List<CompletableFuture<Void>> all = Stream.generate(() -> CompletableFuture.supplyAsync(
                                () -> transport.exchange(get(server.endpoint()), new RecordingSink()))
                        .thenCompose(exchange -> exchange))
                .limit(2000)
                .toList();

        for (CompletableFuture<Void> each : all) {
            done(each);
        }
        assertThat(server.accepted).hasSizeBetween(1, 3);
    }
}
