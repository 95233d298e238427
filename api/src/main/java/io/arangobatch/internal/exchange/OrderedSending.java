package io.arangobatch.internal.exchange;

import io.arangobatch.ConnectionStateException;
import io.arangobatch.internal.auth.Authenticator.Credentials;
import io.arangobatch.internal.exchange.Endpoints.Choice;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.Pipeline;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportRequest;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Calls in order over one connection, some ahead of the answers. What was surely not run goes on over another connection: when no connection came about, when
 * the server closed one after an answer, and once when the credentials had expired. Anything else that breaks ends it.
 *
 * <p>All that happens takes its turn, so that nothing here is shared between threads.
 */
public final class OrderedSending {

    private static final int UNAUTHORIZED = 401;

    /** Takes the answers one after another. */
    public interface Answers {

        /**
         * Learns that an answer begins to arrive. The call comes from wherever answers arrive.
         *
         * @param flow holds back this answer and those behind it, whose calls are not sent then
         */
        default void arriving(ResponseFlow flow) {}

        /**
         * Takes an answer.
         *
         * @param position the position of its call
         * @param answer the answer
         */
        void answered(int position, Answer answer);

        /**
         * Tells whether an answer refuses every call alike, before it is run: then the rest is not sent.
         *
         * @param answer the answer to the very first call
         * @return whether it does
         */
        boolean refusesAll(Answer answer);
    }

    /**
     * How far it came.
     *
     * @param answered the position after the last call that was answered
     * @param sent the position after the last call that may have run
     * @param exchanges how many calls were sent, those included that were refused and sent again
     * @param bytesSent the size of their bodies
     * @param failure what broke it, if anything did
     * @param refusal the answer that refuses every call alike, if there was one
     */
    public record End(
            int answered,
            int sent,
            int exchanges,
            long bytesSent,
            Optional<Throwable> failure,
            Optional<Answer> refusal) {}

    /** A call on its way. */
    private static final class Ahead {
        final int position;
        final TrackedBody body;
        final Answer answer = new Answer();
        CompletableFuture<Void> exchange = new CompletableFuture<>();
        boolean over;

        @Nullable
        Throwable broken;

        Ahead(int position, TrackedBody body) {
            this.position = position;
            this.body = body;
        }

        /** Whether the server cannot have run it. */
        boolean isKept() {
            return broken instanceof TransportException e
                    ? !e.requestSent()
                    : broken instanceof ConnectionStateException || body.seal();
        }
    }

    /** An answer that arrives. To hold it back is to send nothing more, too: what is answered in a few bytes would not be held back otherwise. */
    private final class Arriving implements AnswerSink, ResponseFlow {
        private final Answer answer;
        private volatile @Nullable ResponseFlow flow;

        Arriving(Answer answer) {
            this.answer = answer;
        }

        @Override
        public void onHead(Endpoint from, ResponseHead head, ResponseFlow own) {
            flow = own;
            answer.onHead(from, head, own);
            answers.arriving(this);
        }

        @Override
        public void onBody(ByteBuffer chunk) {
            answer.onBody(chunk);
        }

        @Override
        public void pause() {
            held = true;
            present(flow).pause();
        }

        @Override
        public void resume() {
            present(flow).resume();
            held = false;
            turn(OrderedSending.this::goOn);
        }
    }

    private final Exchanger exchanger;
    private final IntFunction<Call> calls;
    private final int count;
    private final Answers answers;
    private final Window window;
    private final Deadline deadline;
    private final Turns turns = new Turns();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final Deque<Ahead> ahead = new ArrayDeque<>();
    /** The servers that could not be reached since the last answer. */
    private final List<Endpoint> tried = new ArrayList<>();
    /** Answers that refuse, kept back until it is known whether all on the way are refused alike. */
    private final List<Ahead> refused = new ArrayList<>();

    private @Nullable CompletableFuture<Credentials> login;
    private @Nullable Choice choice;
    private @Nullable Credentials credentials;
    private @Nullable Pipeline pipeline;
    private @Nullable Throwable failure;
    /** The next call, while there is no room for it. */
    private @Nullable Call upcoming;

    private int next;
    private int answered;
    private int sent;
    /** How far it had come when the connection in use was begun. */
    private int begun;

    private int exchanges;
    private long bytesSent;
    private long bytesAhead;
    private long lastEvent;
    private boolean renewed;
    private boolean anyAnswered;
    /** Whether an answer was not understood: what follows is not trusted. */
    private boolean unreadable;
    /** Whether whoever takes the answers has enough of them for now. */
    private volatile boolean held;

    OrderedSending(Exchanger exchanger, OrderedCalls calls, Answers answers, Window window) {
        this.exchanger = exchanger;
        this.calls = calls.call();
        this.count = calls.to();
        this.answers = answers;
        this.window = window;
        this.next = calls.from();
        this.answered = calls.from();
        this.sent = calls.from();
        this.deadline = calls.deadline();
    }

    /**
     * Returns how it ends.
     *
     * @return a future that does not fail; it may complete on an I/O thread
     */
    public CompletableFuture<End> end() {
        return end;
    }

    /** Sends the first calls. Returns at once. */
    public void start() {
        exchanger.ready().whenComplete((nothing, failed) -> turn(this::first));
    }

    /** Whatever goes wrong here must not leave anybody waiting for ever. */
    private void turn(Runnable action) {
        turns.take(() -> {
            try {
                action.run();
            } catch (Throwable e) {
                sent = Math.max(sent, next);
                finish(Optional.of(e), Optional.empty());
            }
        });
    }

    private void first() {
        if (!end.isDone()) {
            exchanger.endpoints().choose(tried).ifPresent(this::begin);
        }
    }

    private void begin(Choice to) {
        Endpoint chosen = to.endpoint();
        choice = to;
        begun = answered;
        next = answered;
        upcoming = null;
        failure = null;
        CompletableFuture<Credentials> given = exchanger.authenticator().credentials(chosen);
        login = given;
        given.whenComplete((value, broken) -> turn(() -> connect(chosen, value, broken)));
    }

    private void connect(Endpoint chosen, Credentials given, @Nullable Throwable broken) {
        if (end.isDone()) {
            return;
        }
        if (broken != null) {
            // The login has tried all servers by itself.
            finish(Optional.of(Sending.withoutCredentials("the batch", Waiting.causeOf(broken))), Optional.empty());
            return;
        }
        credentials = given;
        pipeline = exchanger.pipeline(chosen);
        send();
    }

    private void send() {
        while (mayGoOn() && !held) {
            if (deadline.isOver()) {
                giveUp();
                return;
            }
            Call call = upcoming == null ? calls.apply(next) : upcoming;
            upcoming = call;
            if (!window.hasRoom(ahead.size(), bytesAhead, call.body().length())) {
                return;
            }
            upcoming = null;
            submit(call);
        }
    }

    /** Time that the answers were held back for says nothing about the server. */
    private void goOn() {
        lastEvent = System.nanoTime();
        if (pipeline != null) {
            send();
        }
    }

    /** Calls on their way end by themselves, for they have no more time either. */
    private void giveUp() {
        fail(deadline.passed());
        if (ahead.isEmpty()) {
            conclude();
        }
    }

    private boolean mayGoOn() {
        return next < count && failure == null && refused.isEmpty() && !end.isDone();
    }

    private void submit(Call call) {
        Endpoint to = present(choice).endpoint();
        Ahead sending = new Ahead(next, new TrackedBody(call.body()));
        AnswerGuard guard = new AnswerGuard(
                new Arriving(sending.answer), to, call.toString(), exchanger.maxResponseBytes(), false, false);
        TransportRequest request = request(call, to, sending.body);
        if (ahead.isEmpty()) {
            lastEvent = System.nanoTime();
        }
        ahead.add(sending);
        bytesAhead += call.body().length();
        next++;
        sending.exchange = exchanger.exchange(present(pipeline), request, guard);
        sending.exchange.whenComplete((nothing, broken) -> turn(() -> ended(sending, broken)));
    }

    private TransportRequest request(Call call, Endpoint to, TrackedBody body) {
        List<HttpHeader> headers = new ArrayList<>(call.headers());
        present(credentials).header().ifPresent(headers::add);
        return new TransportRequest(
                to, call.method(), call.target(), headers, body, exchanger.responseTimeout(), deadline.timeLeft());
    }

    /** Futures may tell of their ends in any order, and from several threads; what ended is taken in the order of the calls. */
    private void ended(Ahead exchange, @Nullable Throwable broken) {
        exchange.over = true;
        exchange.broken = broken == null ? null : Waiting.causeOf(broken);
        if (end.isDone() || ahead.peek() != exchange) {
            return;
        }
        for (Ahead first = exchange; first != null && first.over; first = ahead.peek()) {
            ahead.remove();
            bytesAhead -= first.body.length();
            take(first);
        }
        if (ahead.isEmpty() && !mayGoOn()) {
            conclude();
        } else {
            send();
        }
    }

    private void take(Ahead exchange) {
        Throwable broken = exchange.broken;
        boolean kept = broken != null && exchange.isKept();
        if (!kept) {
            exchanges++;
            bytesSent += exchange.body.length();
        }
        if (broken == null) {
            measure();
            arrived(exchange);
        } else {
            fail(broken);
            sent = kept ? sent : exchange.position + 1;
        }
    }

    private void measure() {
        long now = System.nanoTime();
        window.answered(now - lastEvent);
        lastEvent = now;
    }

    private void arrived(Ahead exchange) {
        int status = exchange.answer.head().status();
        boolean expired = status == UNAUTHORIZED && present(credentials).renewable() && !renewed;
        boolean refusesAll = !anyAnswered && answers.refusesAll(exchange.answer);
        if (!refused.isEmpty() || failure == null && (expired || refusesAll)) {
            refused.add(exchange);
        } else {
            handOn(exchange);
        }
    }

    private void handOn(Ahead exchange) {
        if (unreadable) {
            sent = exchange.position + 1;
            return;
        }
        anyAnswered = true;
        tried.clear();
        exchanger.endpoints().answered(present(choice).endpoint());
        renewed = renewed && exchange.answer.head().status() == UNAUTHORIZED;
        try {
            answers.answered(exchange.position, exchange.answer);
            answered = exchange.position + 1;
            sent = Math.max(sent, answered);
        } catch (RuntimeException e) {
            unreadable = true;
            sent = exchange.position + 1;
            fail(e);
            disconnect();
        }
    }

    private void fail(Throwable broken) {
        failure = failure == null ? broken : failure;
    }

    /** Nothing is on its way any more, and nothing may follow as things are. */
    private void conclude() {
        Throwable broken = failure;
        if (!refused.isEmpty()) {
            concludeRefusal();
        } else if (broken == null) {
            finish(Optional.empty(), Optional.empty());
        } else if (mayGoOn(broken)) {
            disconnect();
            nextServer().ifPresentOrElse(this::begin, () -> finish(Optional.of(broken), Optional.empty()));
        } else {
            finish(Optional.of(broken), Optional.empty());
        }
    }

    /** Whether nothing that is left can have run. */
    private boolean mayGoOn(Throwable broken) {
        return sent <= answered
                && !deadline.isOver()
                && broken instanceof TransportException e
                && !e.requestSent()
                && (answered > begun || e.phase() == Phase.CONNECT);
    }

    /** The same one if it has only ended the connection after an answer, for it runs nothing that follows; another if it could not be reached. */
    private Optional<Choice> nextServer() {
        Choice failed = present(choice);
        if (answered > begun) {
            return Optional.of(exchanger.endpoints().at(failed.endpoint()));
        }
        exchanger.endpoints().failed(failed);
        tried.add(failed.endpoint());
        return exchanger.endpoints().choose(tried);
    }

    /**
     * All that were on the way may be refused alike, or some only. What broke after them (many a server closes the connection with a refusal) does not matter, as
     * long as nothing of it can have run.
     */
    private void concludeRefusal() {
        List<Ahead> all = List.copyOf(refused);
        refused.clear();
        int status = all.get(0).answer.head().status();
        boolean alike = sent == answered
                && all.stream().allMatch(each -> each.answer.head().status() == status);
        if (alike && status == UNAUTHORIZED && present(credentials).renewable() && !renewed) {
            renewed = true;
            exchanger.authenticator().refuse(present(credentials));
            again();
        } else if (alike && !anyAnswered && answers.refusesAll(all.get(0).answer)) {
            finish(Optional.empty(), Optional.of(all.get(0).answer));
        } else {
            all.forEach(this::handOn);
            resume();
        }
    }

    private void resume() {
        if (mayGoOn()) {
            send();
        } else {
            conclude();
        }
    }

    private void again() {
        disconnect();
        begin(exchanger.endpoints().at(present(choice).endpoint()));
    }

    private void disconnect() {
        Pipeline open = pipeline;
        pipeline = null;
        if (open != null) {
            open.close();
        }
    }

    private void finish(Optional<Throwable> broken, Optional<Answer> refusal) {
        try {
            disconnect();
        } finally {
            end.complete(new End(answered, sent, exchanges, bytesSent, broken, refusal));
        }
    }

    /** Ends it from whatever thread; what has not left by then never will. */
    public void abort() {
        turn(() -> {
            if (!end.isDone()) {
                stop();
            }
        });
    }

    private void stop() {
        CompletableFuture<Credentials> asked = login;
        if (asked != null) {
            asked.cancel(true);
        }
        List<Ahead> under = List.copyOf(ahead);
        refused.forEach(each -> sent = each.position + 1);
        for (Ahead each : under) {
            if (each.isKept()) {
                break;
            }
            exchanges++;
            bytesSent += each.body.length();
            sent = each.position + 1;
        }
        finish(Optional.of(new CancellationException("cancelled by the caller")), Optional.empty());
        under.forEach(each -> each.exchange.cancel(true));
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the connection or the answer has not been begun");
        }
        return value;
    }
}
