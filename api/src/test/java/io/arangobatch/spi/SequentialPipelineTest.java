package io.arangobatch.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.spi.TransportException.Phase;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequentialPipelineTest {

    private static final Endpoint SERVER = new Endpoint("localhost", 8529, false);

    private final Recorder transport = new Recorder();
    private final Pipeline pipeline = transport.pipeline(SERVER);

    @Test
    void aRequestWaitsForTheAnswerBeforeIt() {
        send("/1");
        send("/2");
        assertThat(transport.sent).containsExactly("/1");
        transport.ends.get(0).complete(null);
        assertThat(transport.sent).containsExactly("/1", "/2");
    }

    @Test
    void whatFollowsABrokenExchangeIsNotSent() {
        CompletableFuture<Void> first = send("/1");
        CompletableFuture<Void> second = send("/2");
        transport.ends.get(0).completeExceptionally(new TransportException(Phase.RECEIVE, true, "reset"));
        assertThat(first).isCompletedExceptionally();
        assertThat(transport.sent).containsExactly("/1");
        assertThat(failureOf(second))
                .isInstanceOfSatisfying(TransportException.class, e -> {
                    assertThat(e.requestSent()).isFalse();
                    assertThat(e.phase()).isEqualTo(Phase.SEND);
                })
                .hasMessage("GET /2 to http://localhost:8529 was not sent: an exchange before it broke");
    }

    @Test
    void closingEndsWhatIsUnderWayAndWhatWaits() {
        CompletableFuture<Void> first = send("/1");
        CompletableFuture<Void> second = send("/2");
        pipeline.close();
        assertThat(transport.ends.get(0)).isCancelled();
        assertThat(failureOf(first))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.requestSent()).isTrue())
                .hasMessage("GET /1 to http://localhost:8529 was aborted: its pipeline was closed");
        assertThat(failureOf(second))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.requestSent()).isFalse());
    }

    @Test
    void cancellingAnExchangeCancelsTheTransportsAndKeepsTheNextBack() {
        CompletableFuture<Void> first = send("/1");
        CompletableFuture<Void> second = send("/2");
        first.cancel(true);
        assertThat(transport.ends.get(0)).isCancelled();
        assertThat(second).isCompletedExceptionally();
        assertThat(transport.sent).containsExactly("/1");
    }

    @Test
    void aTransportThatWasClosedMeanwhileLeavesTheRequestUnsent() {
        send("/1");
        CompletableFuture<Void> second = send("/2");
        transport.closed = true;
        transport.ends.get(0).complete(null);
        assertThat(failureOf(second))
                .hasMessage("GET /2 to http://localhost:8529 was not sent: the transport was closed");
    }

    @Test
    void aClosedTransportTakesNoRequest() {
        transport.closed = true;
        assertThatThrownBy(() -> send("/1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("closed");
    }

    @Test
    void cancellingOneThatWaitsLeavesThoseBeforeItAloneAndEndsThoseAfterItInTheirTurn() {
        CompletableFuture<Void> first = send("/1");
        CompletableFuture<Void> second = send("/2");
        CompletableFuture<Void> third = send("/3");
        second.cancel(true);
        assertThat(third).isNotDone();
        assertThat(send("/4")).isCompletedExceptionally();
        transport.ends.get(0).complete(null);
        assertThat(first).isCompleted();
        assertThat(failureOf(third))
                .hasMessage("GET /3 to http://localhost:8529 was not sent: an exchange before it broke");
        assertThat(transport.sent).containsExactly("/1");
    }

    @Test
    void aLongQueueOfInstantAnswersOrOfFailuresDoesNotOverflowTheStack() {
        List<CompletableFuture<Void>> ends = IntStream.range(0, 100_000)
                .mapToObj(number -> send("/" + number))
                .toList();
        transport.instant = true;
        transport.ends.get(0).complete(null);
        assertThat(ends).allMatch(CompletableFuture::isDone).noneMatch(CompletableFuture::isCompletedExceptionally);
        transport.instant = false;
        List<CompletableFuture<Void>> more = IntStream.range(0, 100_000)
                .mapToObj(number -> send("/" + number))
                .toList();
        more.get(0).cancel(true);
        assertThat(more).allMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void aClosedPipelineTakesNoRequest() {
        pipeline.close();
        assertThatThrownBy(() -> send("/1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the pipeline to http://localhost:8529 is closed");
    }

    @Test
    void aRequestForAnotherServerIsRefused() {
        Endpoint other = new Endpoint("localhost", 1, false);
        assertThatThrownBy(() -> pipeline.exchange(request(other, "/1"), new Ignore()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the pipeline goes to http://localhost:8529, not to http://localhost:1");
    }

    private CompletableFuture<Void> send(String target) {
        return pipeline.exchange(request(SERVER, target), new Ignore());
    }

    private static TransportRequest request(Endpoint endpoint, String target) {
        return new TransportRequest(
                endpoint, "GET", target, List.of(), RequestBody.empty(), Duration.ZERO, Duration.ZERO);
    }

    private static Throwable failureOf(CompletableFuture<Void> end) {
        return end.handle((nothing, failure) -> failure).join();
    }

    private static final class Recorder implements Transport {
        final List<String> sent = new ArrayList<>();
        final List<CompletableFuture<Void>> ends = new ArrayList<>();
        boolean closed;
        boolean instant;

        @Override
        public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            sent.add(request.target());
            CompletableFuture<Void> end = new CompletableFuture<>();
            ends.add(end);
            if (instant) {
                end.complete(null);
            }
            return end;
        }

        @Override
        public boolean isIoThread() {
            return false;
        }

        @Override
        public void close() {}
    }

    private record Ignore() implements ResponseSink {
        @Override
        public void onHead(ResponseHead head, ResponseFlow flow) {}

        @Override
        public void onBody(ByteBuffer chunk) {}
    }
}
