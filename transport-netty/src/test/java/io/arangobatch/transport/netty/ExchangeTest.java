package io.arangobatch.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest extends LoopbackTest {

    @Test
    void theRequestGoesOutByteForByte() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        ScriptedServer server = server(peer -> {
            seen.add(peer.head() + peer.body(5));
            peer.say("HTTP/1.1 200 Fine\r\nX-B: 1\r\nx-a: 2\r\nX-B: 3\r\nContent-Length: 2\r\n\r\nok");
        });
        TransportRequest request = new TransportRequest(
                server.endpoint(),
                "PATCH",
                "/a//b/../%7e?x=%20&y",
                List.of(new HttpHeader("x-lOwEr", "1"), new HttpHeader("A", "2"), new HttpHeader("x-lOwEr", "3")),
                RequestBody.of(List.of(buffer("ab"), buffer(""), buffer("cde"))),
                Duration.ZERO,
                Duration.ZERO);

        done(transport().exchange(request, sink));

        assertThat(seen.take())
                .isEqualTo("PATCH /a//b/../%7e?x=%20&y HTTP/1.1\r\nHost: "
                        + server.endpoint().authority()
                        + "\r\nx-lOwEr: 1\r\nA: 2\r\nx-lOwEr: 3\r\nContent-Length: 5\r\n\r\nabcde");
        assertThat(sink.heads)
                .containsExactly(new ResponseHead(
                        200,
                        "Fine",
                        List.of(
                                new HttpHeader("X-B", "1"),
                                new HttpHeader("x-a", "2"),
                                new HttpHeader("X-B", "3"),
                                new HttpHeader("Content-Length", "2"))));
        assertThat(sink.body()).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void onlyAMethodThatMayHaveABodyAnnouncesAnEmptyOne(String method) throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        ScriptedServer server = server(peer -> {
            seen.add(peer.head());
            peer.say("HTTP/1.1 204 No Content\r\n\r\n");
        });

        done(transport()
                .exchange(request(server.endpoint(), method, RequestBody.empty(), Duration.ZERO, Duration.ZERO), sink));

        assertThat(seen.take().contains("\r\nContent-Length: 0\r\n")).isEqualTo(method.equals("POST"));
    }

    @Test
    void anIpv6EndpointIsReached() throws Exception {
        ScriptedServer server =
                closing(ScriptedServer.start(ServerSocketFactory.getDefault(), "::1", false, ScriptedServer::hello));

        done(transport().exchange(get(server.endpoint("::1")), sink));

        assertThat(sink.body()).isEqualTo("1");
    }

    @Test
    void theNextAddressIsTriedWhereTheFirstRefuses() throws Exception {
        // "localhost" has an IPv4 and perhaps an IPv6 address; the server listens on one of them.
        ScriptedServer server = server(ScriptedServer::hello);

        done(transport().exchange(get(server.endpoint("localhost")), sink));

        assertThat(sink.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\nabcde",
                "HTTP/1.0 200 OK\r\n\r\nabcde",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde"
            })
    void everyFramingOfAnAnswerIsRead(String answer) throws Exception {
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say(answer);
        });

        done(transport().exchange(get(server.endpoint()), sink));

        assertThat(sink.heads).hasSize(1);
        assertThat(sink.status()).isEqualTo(200);
        assertThat(sink.body()).isEqualTo("abcde");
    }

    @Test
    void anAnswerToHeadHasNoBodyWhateverItAnnounces() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            ScriptedServer.hello(peer);
        });
        Transport transport = transport();

        done(transport.exchange(
                request(server.endpoint(), "HEAD", RequestBody.empty(), Duration.ZERO, Duration.ZERO),
                new RecordingSink()));
        done(transport.exchange(get(server.endpoint()), sink));

        assertThat(sink.body()).isEqualTo("1");
    }

    @Test
    void anAnswerThatComesWhileTheRequestIsBeingSentIsDelivered() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
            peer.socket().shutdownOutput();
            peer.awaitEnd();
        });

        done(transport().exchange(post(server.endpoint(), endless()), sink));

        assertThat(sink.status()).isEqualTo(413);
        assertThat(sink.body()).isEqualTo("big");
        await("the connection is closed", () -> server.ended.size() == 1);
    }

    @Test
    void aServerThatClosesWhileTheRequestIsBeingSentCannotHaveItWhole() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.reset();
        });

        assertFails(
                transport().exchange(post(server.endpoint(), endless()), sink),
                Phase.SEND,
                false,
                server.endpoint() + " closed the connection while the request was being sent");
    }

    @Test
    void anEarlyAnswerThatBreaksOffIsAFailureToReceiveOfARequestNotSent() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say("HTTP/1.1 413 Too Large\r\nContent-Length: 30\r\n\r\nbig");
            peer.socket().shutdownOutput();
            peer.awaitEnd();
        });

        assertFails(
                transport().exchange(post(server.endpoint(), endless()), sink),
                Phase.RECEIVE,
                false,
                server.endpoint()
                        + " closed the connection before its answer was whole: its body broke off after 3 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|without an answer",
                "HTTP/1.1 2|before its answer was whole: its head broke off",
                "HTTP/1.1 200 OK\r\nA: b\r\n|before its answer was whole: its head broke off",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab|before its answer was whole: its body broke off after 2 bytes",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n|before its answer was whole: its body broke off after 2 bytes"
            })
    void aTruncatedAnswerIsAFailureToReceive(String scene) throws Exception {
        String answer = scene.substring(0, scene.indexOf('|'));
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say(answer);
        });

        assertFails(
                transport().exchange(get(server.endpoint()), sink),
                Phase.RECEIVE,
                true,
                server.endpoint() + " closed the connection " + scene.substring(answer.length() + 1));
    }

    @Test
    void aResetDoesNotPassForTheEndOfAnAnswerWithoutLength() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say("HTTP/1.1 200 OK\r\n\r\nab");
            await("the client has read it", () -> sink.body().equals("ab"));
            peer.reset();
        });

        assertFails(
                transport().exchange(get(server.endpoint()), sink),
                Phase.RECEIVE,
                true,
                server.endpoint()
                        + " closed the connection before its answer was whole: its body broke off after 2 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n|its answer begins with \"SSH-2.0-OpenSSH_9.6..\"",
                "\u0015\u0003\u0003\u0000\u0002\u0002\u0050|it answers with TLS, so connect with TLS",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n|it switches protocols unasked (101)",
                "HTTP/1.1 600 Odd\r\n\r\n|status 600 is outside of 100 to 599",
                "HTTP/2.0 200 OK\r\n\r\n|it answers in HTTP/2.0, asked in HTTP/1.1"
            })
    void aServerThatSpeaksSomethingElseIsNamed(String scene) throws Exception {
        String answer = scene.substring(0, scene.indexOf('|'));
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say(answer);
            peer.awaitEnd();
        });

        assertFails(
                transport().exchange(get(server.endpoint()), sink),
                Phase.RECEIVE,
                true,
                "the server at " + server.endpoint() + " does not speak HTTP: " + scene.substring(answer.length() + 1));
        assertThat(sink.calls).isZero();
    }

    @Test
    void aHeadWithoutEndIsRefused() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say("HTTP/1.1 200 OK\r\n");
            while (true) {
                peer.say("X-Filler: 0123456789012345678901234567890123456789\r\n");
            }
        });

        assertFails(
                transport().exchange(get(server.endpoint()), sink),
                Phase.RECEIVE,
                true,
                "the server at " + server.endpoint() + " does not speak HTTP: HTTP header is larger than 65536 bytes.");
    }

    @Test
    void whatTheSinkThrowsEndsTheExchangeAndTheConnection() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab");
            peer.awaitEnd();
        });
        Error thrown = new AssertionError("of the sink");
        RecordingSink broken = new RecordingSink() {
            @Override
            public void onHead(ResponseHead head, ResponseFlow flow) {
                super.onHead(head, flow);
                throw thrown;
            }
        };

        assertThat(failure(transport().exchange(get(server.endpoint()), broken)))
                .isSameAs(thrown);

        await("the connection is closed", () -> server.ended.size() == 1);
        assertThat(broken.calls).isEqualTo(1);
    }

    @Test
    void aBodyThatCannotBeReadEndsTheExchangeUnsent() throws Exception {
        ScriptedServer server = server(ScriptedServer.Peer::awaitEnd);
        RequestBody broken = body(10, Collections.emptyIterator());

        assertFails(
                transport().exchange(post(server.endpoint(), broken), sink),
                Phase.SEND,
                false,
                "the body of the request to " + server.endpoint()
                        + " cannot be read: the body announced 10 bytes but ended 10 bytes before");
    }

    @Test
    void aPausedAnswerWaitsWithoutRunningIntoTheResponseTimeout() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        int size = 64 * 1024 * 1024;
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
            byte[] block = new byte[1024 * 1024];
            for (int i = 0; i < size / block.length; i++) {
                peer.socket().getOutputStream().write(block);
                if (i == 0) {
                    stuck.countDown();
                }
            }
            peer.awaitEnd();
        });
        CountingSink slow = new CountingSink() {
            @Override
            public void onHead(ResponseHead head, ResponseFlow flow) {
                super.onHead(head, flow);
                flow.pause();
            }
        };
        var exchange =
                transport().exchange(get(server.endpoint(), Duration.ofMillis(200), Duration.ofSeconds(60)), slow);
        stuck.await();
        CountDownLatch later = new CountDownLatch(1);

        assertThat(later.await(600, TimeUnit.MILLISECONDS)).isFalse(); // three response timeouts pass
        assertThat(exchange).isNotDone();
        assertThat(slow.received).isLessThan(400_000);
        slow.flow.resume();

        done(exchange);
        assertThat(slow.received).isEqualTo(size);
    }

    @Test
    void aBodyOf64MebibytesTravelsBothWaysInABoundedWindow() throws Exception {
        int size = 64 * 1024 * 1024;
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
            byte[] block = new byte[64 * 1024];
            for (int left = size; left > 0; ) {
                int read = peer.in().read(block);
                peer.socket().getOutputStream().write(block, 0, read);
                left -= read;
            }
            peer.awaitEnd();
        });
        CountingSink counting = new CountingSink();

        done(transport().exchange(post(server.endpoint(), body(size, blocks(1024))), counting));

        assertThat(counting.received).isEqualTo(size);
    }

    @Test
    void onlyAWindowOfAHugeBodyIsTakenWhileTheServerDoesNotRead() throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        ScriptedServer server = server(peer -> {
            connected.countDown();
            connected.await();
            peer.socket().setReceiveBufferSize(64 * 1024);
            new CountDownLatch(1).await(); // never reads
        });
        CountingBlocks blocks = blocks(100_000);
        var exchange = transport().exchange(post(server.endpoint(), body(10_000_000_000L, blocks)), sink);
        connected.await();
        await("the window is full", () -> isStable(blocks));

        assertThat(blocks.taken * 100_000L).isLessThan(16 * 1024 * 1024L);
        exchange.cancel(true);
    }

    private static boolean isStable(CountingBlocks blocks) {
        long before = blocks.taken;
        java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
        return before > 0 && blocks.taken == before;
    }

    /** Counts instead of keeping. */
    static class CountingSink extends RecordingSink {
        volatile long received;

        @Override
        public void onBody(ByteBuffer chunk) {
            received = received + chunk.remaining();
        }
    }

    static final class CountingBlocks implements Iterator<ByteBuffer> {
        private final ByteBuffer block;
        volatile long taken;

        private CountingBlocks(int size) {
            block = ByteBuffer.allocateDirect(size);
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public ByteBuffer next() {
            taken = taken + 1;
            return block.asReadOnlyBuffer();
        }
    }

    private static CountingBlocks blocks(int size) {
        return new CountingBlocks(size);
    }

    private static RequestBody endless() {
        return body(100_000_000_000L, blocks(100_000));
    }

    private static RequestBody body(long length, Iterator<ByteBuffer> buffers) {
        return new RequestBody() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public Iterator<ByteBuffer> buffers() {
                return buffers;
            }
        };
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
