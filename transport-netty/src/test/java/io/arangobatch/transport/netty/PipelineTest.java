package io.arangobatch.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.Pipeline;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What the compatibility kit cannot see of pipelines: lost buffers (the class ends with a check for them), and the words of failures. */
class PipelineTest extends LoopbackTest {

    @Test
    void aPipelineClosedInTheMiddleOfItsWritesLosesNoBufferAndSaysWhatWasSent() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        ScriptedServer server = server(peer -> {
            peer.head();
            reached.countDown();
            peer.body(100);
            new CountDownLatch(1).await();
        });
        Pipeline pipeline = closing(transport().pipeline(server.endpoint()));
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        ends.add(pipeline.exchange(get(server.endpoint()), sink));
        for (int i = 0; i < 100; i++) {
            TransportRequest large = post(server.endpoint(), RequestBody.of(new byte[1 << 20]));
            ends.add(pipeline.exchange(large, new RecordingSink()));
        }
        reached.await();

        pipeline.close();

        String request = "GET /_api/x?q=%20 to " + server.endpoint();
        assertFails(ends.get(0), Phase.RECEIVE, true, request + " got no whole answer: its pipeline was closed");
        request = request.replace("GET", "POST");
        assertFails(ends.get(100), Phase.SEND, false, request + " was not sent: its pipeline was closed");
        assertThat(ends).allMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void answersBehindTheLastRequestAreDroppedWithoutALeak() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.say("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na".repeat(50));
            peer.awaitEnd();
        });
        Pipeline pipeline = closing(transport().pipeline(server.endpoint()));

        done(pipeline.exchange(get(server.endpoint()), sink));
        await("the connection is closed", () -> server.ended.size() == 1);

        assertFails(
                pipeline.exchange(get(server.endpoint()), new RecordingSink()),
                Phase.SEND,
                false,
                "GET /_api/x?q=%20 to " + server.endpoint()
                        + " was not sent: the connection could not be used any further");
    }

    @Test
    void whatFollowsARefusalToKeepTheConnectionWasNotRun() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.head();
            peer.head();
            peer.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na");
            peer.awaitEnd();
        });
        Pipeline pipeline = closing(transport().pipeline(server.endpoint()));

        CompletableFuture<Void> first = pipeline.exchange(get(server.endpoint()), sink);
        CompletableFuture<Void> second = pipeline.exchange(get(server.endpoint()), new RecordingSink());

        done(first);
        assertFails(
                second,
                Phase.SEND,
                false,
                "GET /_api/x?q=%20 to " + server.endpoint() + " was not run: " + server.endpoint()
                        + " closes the connection after the answer before it");
    }
}
