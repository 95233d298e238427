package io.arangobatch.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportException.Phase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** Timeouts, cancellation and closing, each at every stage. */
class EndingTest extends LoopbackTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    @Test
    void nobodyListening() throws Exception {
        Endpoint nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobody = new Endpoint("127.0.0.1", closed.getLocalPort(), false);
        }

        assertThat(failure(transport().exchange(get(nobody), sink)))
                .hasMessageStartingWith("cannot connect to " + nobody + ": ")
                .hasMessageContaining("Connection refused")
                .hasFieldOrPropertyWithValue("phase", Phase.CONNECT)
                .hasFieldOrPropertyWithValue("requestSent", false);
    }

    @Test
    void aHostThatDoesNotExist() throws Exception {
        assertFails(
                transport().exchange(get(new Endpoint("no-such-host.invalid", 1, false)), sink),
                Phase.CONNECT,
                false,
                "the host of http://no-such-host.invalid:1 cannot be resolved");
    }

    @Test
    void theConnectTimeoutCoversTheTlsHandshake() throws Exception {
        ScriptedServer silent = server(ScriptedServer.Peer::awaitEnd);
        Endpoint tls = new Endpoint("127.0.0.1", silent.endpoint().port(), true);

        assertFails(
                transport(Settings.defaults()
                                .withConnectTimeout(Duration.ofSeconds(1))
                                .withSslContext(SSLContext.getDefault()))
                        .exchange(get(tls), sink),
                Phase.CONNECT,
                false,
                "no connection to " + tls + " within PT1S: still in the TLS handshake");
        await("the connection is closed", () -> silent.ended.size() == 1);
    }

    @Test
    void aServerThatDoesNotAnswer() throws Exception {
        ScriptedServer server = server(ScriptedServer.Peer::awaitEnd);

        assertFails(
                transport().exchange(get(server.endpoint(), SHORT, Duration.ZERO), sink),
                Phase.RECEIVE,
                true,
                server.endpoint() + " was silent for PT0.1S (response timeout)");
        await("the connection is closed", () -> server.ended.size() == 1);
    }

    @Test
    void aServerThatFallsSilentInItsAnswer() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
            peer.awaitEnd();
        });

        assertFails(
                transport().exchange(get(server.endpoint(), SHORT, Duration.ZERO), sink),
                Phase.RECEIVE,
                true,
                server.endpoint() + " was silent for PT0.1S (response timeout)");
    }

    @Test
    void theResponseTimeoutBeginsAfterTheLastByteOnly() throws Exception {
        CountDownLatch later = new CountDownLatch(1);
        int size = 32 * 1024 * 1024;
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say("HTTP/1.1 100 Continue\r\n\r\n");
            later.await(5 * SHORT.toMillis(), TimeUnit.MILLISECONDS);
            peer.in().skipNBytes(size);
            peer.say("HTTP/1.1 204 No Content\r\n\r\n");
        });

        done(transport()
                .exchange(
                        request(
                                server.endpoint(),
                                "POST",
                                RequestBody.of(ByteBuffer.allocate(size).array()),
                                SHORT,
                                Duration.ofSeconds(20)),
                        sink));

        assertThat(sink.status()).isEqualTo(204);
    }

    @Test
    void theTotalTimeoutEndsAnExchangeInTheQueue() throws Exception {
        ScriptedServer server = server(ScriptedServer.Peer::awaitEnd);
        Transport transport = transport(Settings.defaults().withMaxConnections(1));
        transport.exchange(get(server.endpoint()), sink);

        assertFails(
                transport.exchange(get(server.endpoint(), Duration.ZERO, SHORT), sink),
                Phase.CONNECT,
                false,
                "the exchange with " + server.endpoint() + " did not end within PT0.1S (total timeout)");
    }

    @Test
    void theTotalTimeoutEndsAnExchangeThatIsBeingSent() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        ScriptedServer server = server(peer -> end.await());

        assertFails(
                transport()
                        .exchange(
                                request(server.endpoint(), "POST", huge(), Duration.ZERO, SHORT.multipliedBy(3)), sink),
                Phase.SEND,
                false,
                "the exchange with " + server.endpoint() + " did not end within PT0.3S (total timeout)");
        end.countDown();
    }

    @Test
    void anExchangeCancelledInTheQueueLeavesIt() throws Exception {
        ScriptedServer server = server(ScriptedServer.Peer::awaitEnd);
        Transport transport =
                transport(Settings.defaults().withMaxConnections(1).withAcquireTimeout(SHORT));
        transport.exchange(get(server.endpoint()), sink);
        transport.exchange(get(server.endpoint()), sink).cancel(true);

        assertFails(
                transport.exchange(get(server.endpoint()), sink),
                Phase.CONNECT,
                false,
                "no free connection to " + server.endpoint() + " within PT0.1S: 1 leased, 0 idle, 1 waiting");
    }

    @Test
    void anExchangeCancelledInTheHandshakeClosesItsConnectionAndGivesItsPlaceBack() throws Exception {
        ScriptedServer silent = server(ScriptedServer.Peer::awaitEnd);
        Endpoint tls = new Endpoint("127.0.0.1", silent.endpoint().port(), true);
        Transport transport = transport(Settings.defaults().withMaxConnections(1));
        CompletableFuture<Void> first = transport.exchange(get(tls), sink);
        await("the first connects", () -> silent.accepted.size() == 1);

        first.cancel(true);
        transport.exchange(get(tls), sink);

        await("the first is closed", () -> silent.ended.size() == 1);
        await("the second connects", () -> silent.accepted.size() == 2);
    }

    @Test
    void anExchangeCancelledWhileItIsSentClosesItsConnection() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.awaitEnd();
        });
        CompletableFuture<Void> exchange = transport().exchange(post(server.endpoint(), huge()), sink);
        await("it connects", () -> server.accepted.size() == 1);

        exchange.cancel(true);

        await("the connection is closed", () -> server.ended.size() == 1);
    }

    @Test
    void anExchangeCancelledInItsAnswerMakesNoMoreCalls() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab");
            cancelled.await();
            peer.say("cd");
            peer.awaitEnd();
        });
        CompletableFuture<Void> exchange = transport().exchange(get(server.endpoint()), sink);
        await("the first bytes arrive", () -> sink.body().equals("ab"));

        exchange.cancel(true);
        cancelled.countDown();

        await("the connection is closed", () -> server.ended.size() == 1);
        assertThat(sink.body()).isEqualTo("ab");
    }

    @Test
    void closingEndsEveryExchangeAndLeavesNothing() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        ScriptedServer server = server(peer -> {
            peer.head();
            if (peer.number() == 1) {
                peer.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                peer.head();
                received.countDown();
            } else {
                begun.countDown();
                over.await(); // without reading the body
            }
            peer.awaitEnd();
        });
        Transport transport = transport(Settings.defaults().withMaxConnections(2));
        done(transport.exchange(get(server.endpoint()), sink));
        CompletableFuture<Void> receiving = transport.exchange(get(server.endpoint()), sink);
        received.await();
        CompletableFuture<Void> sending = transport.exchange(post(server.endpoint(), huge()), sink);
        begun.await();
        CompletableFuture<Void> waiting = transport.exchange(get(server.endpoint()), sink);

        transport.close();
        transport.close();

        String message = "the transport was closed before " + server.endpoint() + " had answered";
        assertFails(receiving, Phase.RECEIVE, true, message);
        assertFails(sending, Phase.SEND, false, message);
        assertFails(waiting, Phase.CONNECT, false, message);
        assertThat(ownThreads()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("globalEvent"));
        over.countDown();
        await("all connections are closed", () -> server.ended.size() == 2);
        assertThatThrownBy(() -> transport.exchange(get(server.endpoint()), sink))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this transport is closed");
    }

    @Test
    void closingOnAnIoThreadDoesNotWait() throws Exception {
        ScriptedServer server = server(ScriptedServer::hello);
        Transport transport = transport();
        RecordingSink closing = new RecordingSink() {
            @Override
            public void onHead(ResponseHead head, ResponseFlow flow) {
                super.onHead(head, flow);
                assertThat(transport.isIoThread()).isTrue();
                transport.close();
            }
        };

        assertFails(
                transport.exchange(get(server.endpoint()), closing),
                Phase.RECEIVE,
                true,
                "the transport was closed before " + server.endpoint() + " had answered");
        await("the threads are gone", () -> ownThreads().findAny().isEmpty());
        assertThat(closing.calls).isEqualTo(1);
    }

    @Test
    void nothingIsMadeBeforeTheFirstExchange() {
        Transport transport = transport();

        assertThat(ownThreads()).isEmpty();
        assertThat(transport.isIoThread()).isFalse();
        transport.close();
        assertThat(ownThreads()).isEmpty();
    }

    @Test
    void theThreadsAreNamedDaemons() throws Exception {
        ScriptedServer server = server(ScriptedServer::hello);
        Transport transport = transport();
        done(transport.exchange(get(server.endpoint()), sink));

        assertThat(ownThreads()).isNotEmpty().allMatch(Thread::isDaemon);
    }

    private static java.util.stream.Stream<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("arangobatch-netty-"));
    }

    private static RequestBody huge() {
        ByteBuffer block = ByteBuffer.allocate(1024 * 1024);
        return RequestBody.of(List.copyOf(Collections.nCopies(200, block)));
    }
}
