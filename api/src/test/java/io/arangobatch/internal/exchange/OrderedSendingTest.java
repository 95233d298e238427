package io.arangobatch.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.LoadBalancing;
import io.arangobatch.internal.auth.FixedAuthenticator;
import io.arangobatch.scripted.Await;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Pipeline;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the driver makes of pipelines that behave oddly, or not as their contract says. */
class OrderedSendingTest {

    private final Wire wire = new Wire();
    private final List<Integer> answered = new ArrayList<>();
    private RuntimeException thrownByHandler = null;
    private int badPosition = -1;

    private OrderedSending.End end(OrderedSending sending) {
        return Await.value(sending.end());
    }

    private OrderedSending sending(int count) {
        return sending(count, 8, new byte[] {'{', '}'});
    }

    private OrderedSending sending(int count, int window, byte[] body) {
        Exchanger exchanger = new Exchanger(
                wire,
                new Endpoints(List.of(new Endpoint("one.test", 8529, false)), LoadBalancing.NONE, System::nanoTime),
                FixedAuthenticator.none(),
                Duration.ZERO,
                1 << 20);
        OrderedCalls calls = new OrderedCalls(
                0,
                count,
                position -> {
                    if (position == badPosition) {
                        throw new IllegalStateException("cannot make call " + position);
                    }
                    return new Call(
                            "PUT", "/" + position, List.of(), RequestBody.of(body), Duration.ZERO, Optional.empty());
                },
                Deadline.in(Duration.ZERO));
        OrderedSending sending = exchanger.sendInOrder(calls, new Recorder(), window);
        sending.start();
        return sending;
    }

    @Test
    void futuresThatEndOutOfOrderAreTakenInOrder() {
        OrderedSending sending = sending(3);
        wire.answer(2);
        wire.answer(1);
        assertThat(answered).isEmpty();
        wire.answer(0);
        assertThat(answered).containsExactly(0, 1, 2);
        assertThat(end(sending)).isEqualTo(new OrderedSending.End(3, 3, 3, 6, Optional.empty(), Optional.empty()));
    }

    @Test
    void aBreakThatIsToldBeforeTheAnswersAheadOfItDoesNotHideThem() {
        OrderedSending sending = sending(3);
        TransportException reset = new TransportException(Phase.RECEIVE, true, "reset");
        wire.fail(1, reset);
        wire.answer(0);
        wire.fail(2, new TransportException(Phase.SEND, false, "an exchange before it broke"));
        OrderedSending.End end = end(sending);
        assertThat(answered).containsExactly(0);
        assertThat(end.answered()).isEqualTo(1);
        assertThat(end.sent()).isEqualTo(2);
        assertThat(end.failure()).contains(reset);
    }

    @Test
    void aHandlerThatThrowsEndsItAndNothingMoreIsTrusted() {
        thrownByHandler = new IllegalStateException("no place for the answer");
        OrderedSending sending = sending(10);
        wire.answer(0);
        assertThat(wire.closed).isTrue();
        wire.answer(1);
        for (int i = 2; i < wire.ends.size(); i++) {
            wire.fail(i, new TransportException(Phase.SEND, false, "its pipeline was closed"));
        }
        OrderedSending.End end = end(sending);
        assertThat(end.answered()).isZero();
        assertThat(end.sent()).isEqualTo(2);
        assertThat(end.failure()).contains(thrownByHandler);
    }

    @Test
    void aCallThatCannotBeMadeLeavesWhatIsUnderWayUnknown() {
        badPosition = 2;
        OrderedSending sending = sending(5);
        OrderedSending.End end = end(sending);
        assertThat(end.answered()).isZero();
        assertThat(end.sent()).isEqualTo(2);
        assertThat(end.failure().orElseThrow()).hasMessage("cannot make call 2");
        assertThat(wire.closed).isTrue();
    }

    @Test
    void anErrorInTheHandlerLeavesNobodyWaiting() {
        wire.errorAtPipeline = new StackOverflowError("deep");
        OrderedSending.End end = end(sending(3));
        assertThat(end.failure()).contains(wire.errorAtPipeline);
        assertThat(end.sent()).isZero();
    }

    @Test
    void aPipelineThatCannotBeClosedLeavesNobodyWaiting() {
        wire.thrownAtClose = new IllegalStateException("stuck");
        OrderedSending sending = sending(1);
        wire.answer(0);
        assertThat(end(sending).answered()).isEqualTo(1);
    }

    @Test
    void aRequestThatIsTooLargeForTheWindowGoesAlone() {
        OrderedSending sending = sending(3, 8, new byte[2 << 20]);
        assertThat(wire.ends).hasSize(1);
        wire.answer(0);
        assertThat(wire.ends).hasSize(2);
        wire.answer(1);
        wire.answer(2);
        assertThat(end(sending).answered()).isEqualTo(3);
    }

    @Test
    void anAbortAfterTheEndChangesNothing() {
        OrderedSending sending = sending(1);
        wire.answer(0);
        OrderedSending.End before = end(sending);
        sending.abort();
        assertThat(end(sending)).isSameAs(before);
    }

    @Test
    void anAbortKeepsTheEndOfEveryBodyBack() {
        OrderedSending sending = sending(3);
        wire.write(0);
        sending.abort();
        OrderedSending.End end = end(sending);
        assertThat(end.sent()).isEqualTo(1);
        assertThat(end.answered()).isZero();
        assertThat(wire.ends).allMatch(CompletableFuture::isCancelled);
    }

    /** Takes the answers, or throws what a test wants thrown. */
    private final class Recorder implements OrderedSending.Answers {

        @Override
        public void answered(int position, Answer answer) {
            if (thrownByHandler != null) {
                throw thrownByHandler;
            }
            answered.add(position);
        }

        @Override
        public boolean refusesAll(Answer answer) {
            return false;
        }
    }

    /** A transport with one pipeline whose exchanges end when and as a test wants. */
    private static final class Wire implements Transport, Pipeline {

        private static final ResponseFlow FLOW = new ResponseFlow() {
            @Override
            public void pause() {}

            @Override
            public void resume() {}
        };

        final List<CompletableFuture<Void>> ends = new ArrayList<>();
        private final List<TransportRequest> requests = new ArrayList<>();
        private final List<ResponseSink> sinks = new ArrayList<>();
        boolean closed;
        Error errorAtPipeline = null;
        RuntimeException thrownAtClose = null;

        @Override
        public Pipeline pipeline(Endpoint endpoint) {
            if (errorAtPipeline != null) {
                throw errorAtPipeline;
            }
            return this;
        }

        @Override
        public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            requests.add(request);
            sinks.add(sink);
            ends.add(end);
            return end;
        }

        void write(int exchange) {
            requests.get(exchange).body().buffers().forEachRemaining(buffer -> {});
        }

        void answer(int exchange) {
            write(exchange);
            sinks.get(exchange).onHead(new ResponseHead(200, "OK", List.of()), FLOW);
            ends.get(exchange).complete(null);
        }

        void fail(int exchange, Throwable failure) {
            ends.get(exchange).completeExceptionally(failure);
        }

        @Override
        public boolean isIoThread() {
            return false;
        }

        @Override
        public void close() {
            closed = true;
            if (thrownAtClose != null) {
                throw thrownAtClose;
            }
        }
    }
}
