package io.arangobatch.transport.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LargeBodiesTest {

    private static final long SIZE = 64L << 20;

    private final Client client = new Client();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void sixtyFourMebibytesGoUp() throws IOException {
        AtomicLong received = new AtomicLong();
        try (ScriptedServer server = new ScriptedServer(peer -> {
            while (peer.readRequest()) {
                received.addAndGet(peer.bodyBytes);
                peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
        })) {
            client.send(Client.post(server.endpoint(), Bodies.mebibytes(64))).await();
            client.send(Client.post(server.endpoint(), Bodies.mebibytes(1))).await();
            assertThat(received).hasValue(65L << 20);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void sixtyFourMebibytesComeDown() throws IOException {
        try (ScriptedServer server = new ScriptedServer(LargeBodiesTest::answerMuch)) {
            assertThat(client.send(Client.get(server.endpoint())).await().received)
                    .isEqualTo(SIZE);
        }
    }

    @Test
    void aPausedAnswerStaysInTheServerUntilItIsResumedAndItsSilenceDoesNotCount() throws Exception {
        try (ScriptedServer server = new ScriptedServer(LargeBodiesTest::answerMuch)) {
            Client.Call call = client.send(
                    Client.request(
                            server.endpoint(), "GET", "/", RequestBody.empty(), Duration.ofMillis(200), Client.NONE),
                    new Client.Call() {
                        @Override
                        public void onHead(ResponseHead head, ResponseFlow flow) {
                            flow.pause();
                            super.onHead(head, flow);
                        }
                    });
            Client.get(call.head);
            // Longer than the response timeout: that nothing happens can only be seen by waiting.
            assertThat(new CountDownLatch(1).await(600, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(call.end).isNotDone();
            assertThat(call.received).isLessThan(300_000);
            call.flow.resume();
            assertThat(call.await().received).isEqualTo(SIZE);
        }
    }

    private static void answerMuch(ScriptedServer.Peer peer) throws IOException {
        peer.readRequest();
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + SIZE + "\r\n\r\n");
        byte[] chunk = new byte[1 << 20];
        for (long sent = 0; sent < SIZE; sent += chunk.length) {
            peer.write(chunk);
        }
        peer.awaitEnd();
    }
}
