package io.arangobatch.transport.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void aConnectionIsUsedAgainAfterAWholeAnswer() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(OK);
                Client client = new Client()) {
            for (int i = 0; i < 20; i++) {
                client.send(Client.get(server.endpoint())).await();
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\noks",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
            })
    void aConnectionIsNotUsedAgainAfterAnAnswerThatForbidsIt(String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(answer);
                Client client = new Client()) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.send(Client.get(server.endpoint())).await().text())
                        .isEqualTo("ok");
            }
            assertThat(server.connections()).isEqualTo(5);
            server.ended.acquire(5);
        }
    }

    @Test
    void whoWaitsTooLongForAConnectionIsToldHowThePoolStands() throws IOException {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Peer::awaitEnd);
                Client client = new Client(Client.Config.DEFAULT.connections(2).acquire(Duration.ofMillis(300)))) {
            List<Client.Call> calls = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                calls.add(client.send(Client.get(server.endpoint())));
            }
            TransportException failure = calls.get(2).failure();
            assertThat(failure)
                    .hasMessage("no free connection to " + server.endpoint()
                            + " within PT0.3S: 2 leased, 0 idle, 1 waiting");
            assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
            assertThat(failure.requestSent()).isFalse();
            assertThat(calls.get(0).end).isNotDone();
            Client.await(() -> server.connections() == 2);
        }
    }

    @Test
    void whoCameFirstIsServedFirstAndNeverMoreThanTheLimitAtATime() throws IOException {
        Semaphore mayAnswer = new Semaphore(0);
        try (ScriptedServer server = new ScriptedServer(peer -> {
                    while (peer.readRequest()) {
                        mayAnswer.acquireUninterruptibly();
                        peer.write(OK);
                    }
                });
                Client client = new Client(Client.Config.DEFAULT.connections(1))) {
            List<Client.Call> calls = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                calls.add(client.send(Client.get(server.endpoint())));
            }
            for (int i = 0; i < 10; i++) {
                mayAnswer.release();
                calls.get(i).await();
                assertThat(calls.subList(i + 1, 10)).allMatch(call -> !call.end.isDone());
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anIdleConnectionIsClosedAfterTheIdleTimeout() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(OK);
                Client client = new Client(Client.Config.DEFAULT.idle(Duration.ofMillis(200)))) {
            client.send(Client.get(server.endpoint())).await();
            assertThat(server.sawAnEnd()).isTrue();
            client.send(Client.get(server.endpoint())).await();
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatTheServerClosedWhileItWasIdleIsReplacedUnnoticed() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
                    peer.readRequest();
                    peer.write(OK);
                });
                Client client = new Client(Client.Config.DEFAULT.connections(1))) {
            for (int i = 0; i < 20; i++) {
                client.send(Client.get(server.endpoint())).await();
                assertThat(server.sawAnEnd()).isTrue();
            }
            assertThat(server.connections()).isEqualTo(20);
        }
    }

    @Test
    void anInterruptedCallerIsServedAndStaysInterrupted() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(OK);
                Client client = new Client()) {
            Thread.currentThread().interrupt();
            Client.Call call = client.send(Client.get(server.endpoint()));
            assertThat(Thread.interrupted()).isTrue();
            call.await();
        }
    }
}
