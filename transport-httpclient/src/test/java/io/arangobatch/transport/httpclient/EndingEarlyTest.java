package io.arangobatch.transport.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cancellation, timeouts and close, at each stage of an exchange. */
class EndingEarlyTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String HALF = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";

    private final Client client = new Client(Client.Config.DEFAULT.connections(1));

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void whoCancelsWhileWaitingLeavesTheQueue() throws IOException {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.readRequest();
            peer.write(HALF);
            peer.awaitEnd();
        })) {
            Client.Call first = client.send(Client.get(server.endpoint()));
            Client.Call waiting = client.send(Client.get(server.endpoint()));
            Client.get(first.head);
            waiting.end.cancel(true);
            Client.Call next = client.send(Client.get(server.endpoint()));
            first.end.cancel(true);
            Client.get(next.head);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void cancelWhileConnectingFreesThePlace() throws IOException {
        try (FullServer full = new FullServer();
                Client hasty = new Client(Client.Config.DEFAULT.connections(1).connect(Duration.ofMillis(500)))) {
            Client.Call connecting = hasty.send(Client.get(full.endpoint()));
            Client.Call waiting = hasty.send(Client.get(full.endpoint()));
            connecting.end.cancel(true);
            // For want of a connection, not of a place: it has the place of the cancelled one.
            assertThat(waiting.failure()).hasMessage("no connection to " + full.endpoint() + " within PT0.5S");
        }
    }

    @Test
    void cancelWhileSendingClosesTheConnection() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.readHead();
            begun.countDown();
            awaitUnchecked(cancelled);
            peer.awaitEnd();
        })) {
            Client.Call call = client.send(Client.post(server.endpoint(), Bodies.mebibytes(64)));
            begun.await();
            call.end.cancel(true);
            cancelled.countDown();
            assertThat(server.sawAnEnd()).isTrue();
            assertThat(call.end).isCancelled();
        }
    }

    @Test
    void cancelWhileReceivingClosesTheConnectionAndFreesThePlace() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.readRequest();
            peer.write(HALF);
            peer.awaitEnd();
        })) {
            for (int i = 0; i < 5; i++) {
                Client.Call call = client.send(Client.get(server.endpoint()));
                Client.get(call.head);
                call.end.cancel(true);
                assertThat(server.sawAnEnd()).isTrue();
            }
            assertThat(server.connections()).isEqualTo(5);
        }
    }

    @Test
    void theFutureIsNotToldOfTheEndWhileTheSinkIsStillAtWork() {
        CompletableFuture<Void> future = new CompletableFuture<>();
        CompletableFuture<Boolean> doneWithinTheCall = new CompletableFuture<>();
        AtomicReference<Answer> ending = new AtomicReference<>();
        Client.Call sink = new Client.Call() {
            @Override
            public void onBody(ByteBuffer chunk) {
                ending.get().end(new IllegalStateException("ended elsewhere"));
                doneWithinTheCall.complete(future.isDone());
            }
        };
        Answer answer = new Answer(sink, future, thrown -> {}, failure -> {});
        ending.set(answer);
        answer.body(ByteBuffer.allocate(1));
        answer.head(new ResponseHead(200, "too late", List.of()), sink.flow);
        assertThat(doneWithinTheCall).isCompletedWithValue(false);
        assertThat(future).isCompletedExceptionally();
        assertThat(sink.response).isNull();
    }

    @Test
    void anExchangeThatTakesTooLongInAllEndsWhereverItIs() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.readHead();
            peer.awaitEnd();
        })) {
            Client.Call call = client.send(Client.request(
                    server.endpoint(), "GET", "/", RequestBody.empty(), Client.NONE, Duration.ofMillis(200)));
            TransportException failure = call.failure();
            assertThat(failure).hasMessage("the exchange with " + server.endpoint() + " was not over within PT0.2S");
            assertThat(failure.phase()).isEqualTo(Phase.RECEIVE);
            assertThat(failure.requestSent()).isTrue();
            assertThat(server.sawAnEnd()).isTrue();
        }
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.readRequest();
            if (peer.head.startsWith("GET /half")) {
                peer.write(HALF);
            }
            peer.awaitEnd();
        })) {
            TransportException silent = impatient(server, "/nothing").failure();
            assertThat(silent).hasMessage(server.endpoint() + " sent nothing for PT0.2S while its answer was awaited");
            assertThat(silent.phase()).isEqualTo(Phase.RECEIVE);
            TransportException half = impatient(server, "/half").failure();
            assertThat(half).hasMessage(server.endpoint() + " sent nothing for PT0.2S in the middle of its answer");
            assertThat(server.sawAnEnd()).isTrue();
            assertThat(server.sawAnEnd()).isTrue();
        }
    }

    @Test
    void aServerThatIsOnlySlowIsNotGivenUp() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.readRequest();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n");
            for (int i = 0; i < 8; i++) {
                waitUnchecked(never, 80);
                peer.write("x");
            }
            peer.awaitEnd();
        })) {
            assertThat(impatient(server, "/").await().text()).isEqualTo("xxxxxxxx");
        }
    }

    @Test
    void aConnectThatTakesTooLongIsGivenUp() throws IOException {
        try (FullServer full = new FullServer();
                Client hasty = new Client(Client.Config.DEFAULT.connect(Duration.ofMillis(200)))) {
            TransportException failure = hasty.send(Client.get(full.endpoint())).failure();
            assertThat(failure).hasMessage("no connection to " + full.endpoint() + " within PT0.2S");
            assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
            assertThat(failure.requestSent()).isFalse();
        }
    }

    @Test
    void aHandshakeThatTakesTooLongIsGivenUp() throws Exception {
        try (Client hasty = new Client(Client.Config.DEFAULT.connect(Duration.ofMillis(200)));
                ScriptedServer mute = new ScriptedServer(
                        ServerSocketFactory.getDefault(), "127.0.0.1", true, ScriptedServer.Peer::awaitEnd)) {
            TransportException failure = hasty.send(Client.get(mute.endpoint())).failure();
            assertThat(failure).hasMessage("no connection to " + mute.endpoint() + " within PT0.2S");
            assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
            assertThat(mute.sawAnEnd()).isTrue();
        }
    }

    @Test
    void aRefusedConnectionAndAnUnknownHostAreErrorsOfConnecting() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        TransportException refused =
                client.send(Client.get(new Endpoint("127.0.0.1", port, false))).failure();
        assertThat(refused).hasMessage("cannot connect to http://127.0.0.1:" + port + ": Connection refused");
        assertThat(refused.phase()).isEqualTo(Phase.CONNECT);
        TransportException unknown = client.send(Client.get(new Endpoint("no-such-host.invalid", 8529, false)))
                .failure();
        assertThat(unknown)
                .hasMessage("cannot connect to http://no-such-host.invalid:8529:"
                        + " the host name 'no-such-host.invalid' cannot be resolved");
    }

    @Test
    void closeEndsWhatIsInFlightAndWhatWaitsAndFreesTheThreads() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.readRequest();
            peer.write(HALF);
            peer.awaitEnd();
        })) {
            Client.Call receiving = client.send(Client.get(server.endpoint()));
            Client.Call waiting = client.send(Client.get(server.endpoint()));
            Client.get(receiving.head);
            client.close();
            client.close();
            assertThat(receiving.failure())
                    .hasMessage("the transport was closed during the exchange with " + server.endpoint());
            assertThat(receiving.failure().phase()).isEqualTo(Phase.RECEIVE);
            assertThat(receiving.failure().requestSent()).isTrue();
            assertThat(waiting.failure().phase()).isEqualTo(Phase.CONNECT);
            assertThat(waiting.failure().requestSent()).isFalse();
            assertThat(server.sawAnEnd()).isTrue();
            assertThatThrownBy(() -> client.send(Client.get(server.endpoint())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the transport is closed");
        }
    }

    @Test
    void closeOnAnIoThreadDoesNotWaitForItself() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(OK)) {
            CompletableFuture<Boolean> onIoThread = new CompletableFuture<>();
            Client.Call call = client.send(Client.get(server.endpoint()), new Client.Call() {
                @Override
                public void onHead(ResponseHead head, ResponseFlow flow) {
                    onIoThread.complete(client.transport.isIoThread());
                    client.close();
                }
            });
            assertThat(call.failure())
                    .hasMessage("the transport was closed during the exchange with " + server.endpoint());
            assertThat(onIoThread).isCompletedWithValue(true);
            assertThat(client.transport.isIoThread()).isFalse();
            Client.await(() -> Client.threads().isEmpty());
        }
    }

    private Client.Call impatient(ScriptedServer server, String target) {
        return client.send(Client.request(
                server.endpoint(), "GET", target, RequestBody.empty(), Duration.ofMillis(200), Client.NONE));
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        waitUnchecked(latch, 20_000);
    }

    private static void waitUnchecked(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
