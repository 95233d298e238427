package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Pipeline;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges in order on one connection. The library gets a request only when it has the one before it whole, since of those that wait in it
 * a later one can overtake an earlier one. Thread-safe.
 */
final class HttpPipeline implements Pipeline, Usage, Claim.Claimant, Work {

    private final Supplier<Engine> engines;
    private final Endpoint endpoint;

    /** Guards the fields beneath; held for moments only, never while anything is called back. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Those that have not ended in their turn; answers go to the foremost. */
    private final Deque<HttpExchange> line = new ArrayDeque<>();
    /** Those of them that the connection has not been given yet. */
    private final Deque<HttpExchange> unsent = new ArrayDeque<>();

    private @Nullable Engine engine;
    private @Nullable Claim claim;
    private @Nullable Connection connection;
    private boolean used;
    private boolean sending;
    private boolean lastIsSent;
    private @Nullable Unwritable unwritable;
    /** Why it takes no more, though exchanges may still be under way. */
    private @Nullable Dissolution ended;
    /** Why the connection ends with the exchange that is about to complete. */
    private @Nullable Dissolution parting;

    private boolean closed;
    private boolean over;

    /** The exchange that fails as soon as it is the foremost, because its request cannot be written. */
    private record Unwritable(HttpExchange exchange, UnreadableBodyException cause) {}

    HttpPipeline(Supplier<Engine> engines, Endpoint endpoint) {
        this.engines = engines;
        this.endpoint = endpoint;
    }

    @Override
    public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        Objects.requireNonNull(sink, "sink");
        if (!request.endpoint().equals(endpoint)) {
            throw new IllegalArgumentException("the pipeline goes to " + endpoint + ", not to " + request.endpoint());
        }
        Dissolution before = endedBefore();
        if (before != null) {
            return CompletableFuture.failedFuture(before.notSent(request));
        }
        return new HttpExchange(engine().timers(), request, sink, this).start();
    }

    private @Nullable Dissolution endedBefore() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the pipeline to " + endpoint + " is closed");
            }
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private Engine engine() {
        Engine running = engineOrNull();
        return running != null ? running : engines.get();
    }

    private @Nullable Engine engineOrNull() {
        lock.lock();
        try {
            return engine;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void begin(HttpExchange exchange) {
        Dissolution before;
        Claim fresh = null;
        boolean foremost = false;
        Engine running = engine();
        lock.lock();
        try {
            before = ended;
            if (before == null) {
                line.addLast(exchange);
                unsent.addLast(exchange);
                foremost = line.size() == 1;
                if (connection != null) {
                    exchange.progress().sending();
                }
                if (claim == null) {
                    engine = running;
                    fresh = new Claim(running, endpoint, this);
                    claim = fresh;
                }
            }
        } finally {
            lock.unlock();
        }
        if (before != null) {
            exchange.fail(before.notSent(exchange.request()));
            return;
        }
        if (foremost) {
            exchange.lead();
        }
        if (fresh == null) {
            sendNext();
        } else {
            start(running, fresh);
        }
    }

    private void start(Engine running, Claim fresh) {
        running.add(this);
        if (!isOver()) {
            fresh.start();
        }
    }

    // Sending

    @Override
    public void granted(Connection granted) {
        lock.lock();
        try {
            if (!over) {
                granted.keepFor(this);
            }
            connection = granted;
            line.forEach(exchange -> exchange.progress().sending());
        } finally {
            lock.unlock();
        }
        sendNext();
    }

    private void sendNext() {
        HttpExchange next;
        Connection to;
        lock.lock();
        try {
            to = connection;
            if (to == null || sending || lastIsSent) {
                return;
            }
            next = unsent.pollFirst();
            if (next == null) {
                return;
            }
            sending = true;
            lastIsSent = next.asksToClose();
        } finally {
            lock.unlock();
        }
        to.execute(new ExchangeHandler(next, to));
    }

    @Override
    public void written(HttpExchange exchange) {
        lock.lock();
        try {
            used = true;
            sending = false;
        } finally {
            lock.unlock();
        }
        sendNext();
    }

    /** Nothing of it and of those behind it goes out any more; those before it do. */
    private void cutFrom(HttpExchange exchange, Dissolution why) {
        lock.lock();
        try {
            if (ended == null) {
                ended = why;
            }
            if (!unsent.contains(exchange)) {
                unsent.clear(); // it has gone, so that all that is left is behind it
                return;
            }
            while (unsent.peekLast() != exchange) {
                unsent.removeLast();
            }
            unsent.removeLast();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void unwritable(HttpExchange exchange, UnreadableBodyException cause) {
        lock.lock();
        try {
            unwritable = new Unwritable(exchange, cause);
        } finally {
            lock.unlock();
        }
        cutFrom(exchange, Dissolution.afterFailure(cause));
        if (exchange == foremost()) {
            exchange.connectionBroke(cause);
        }
    }

    // Receiving

    private @Nullable HttpExchange foremost() {
        lock.lock();
        try {
            return line.peekFirst();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void answered(HttpExchange exchange, Reuse reuse) {
        lock.lock();
        try {
            if (exchange != line.peekFirst()) {
                return; // the one before it has just failed, and the connection is about to be closed
            }
            if (reuse != Reuse.POSSIBLE) {
                boolean refused = reuse == Reuse.REFUSED_BY_SERVER;
                parting = new Dissolution(
                        refused
                                ? endpoint + " closes the connection after the answer before it"
                                : "the connection could not be used any further",
                        refused,
                        null);
                ended = ended == null ? parting : ended;
                unsent.clear();
            }
        } finally {
            lock.unlock();
        }
        exchange.succeed();
    }

    /** What has ended well leaves the line before its future completes, so that whoever waits for it finds the pipeline idle. */
    @Override
    public void ended(HttpExchange exchange, @Nullable Throwable failure) {
        if (failure != null) {
            cutFrom(exchange, Dissolution.afterFailure(failure));
            return;
        }
        lock.lock();
        try {
            line.remove(exchange);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void completed(HttpExchange exchange, @Nullable Throwable failure) {
        Dissolution after;
        lock.lock();
        try {
            after = failure == null ? parting : null;
            if (failure != null && line.peekFirst() == exchange) {
                after = Dissolution.afterFailure(failure);
            }
        } finally {
            lock.unlock();
        }
        if (after != null) {
            dissolve(after);
        } else if (failure == null) {
            callForemost();
        }
    }

    private void callForemost() {
        HttpExchange next;
        Unwritable broken;
        lock.lock();
        try {
            next = line.peekFirst();
            broken = unwritable;
        } finally {
            lock.unlock();
        }
        if (next == null) {
            return;
        }
        if (next.isOver()) {
            dissolve(new Dissolution("an exchange before it was given up", false, null));
        } else if (broken != null && broken.exchange() == next) {
            next.connectionBroke(broken.cause());
        } else {
            next.lead();
        }
    }

    // The end

    @Override
    public boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void refused(TransportException why) {
        failForemost(why, exchange -> exchange.fail(why));
    }

    @Override
    public void broke(HttpExchange exchange, Exception cause) {
        failForemost(cause, foremost -> foremost.connectionBroke(cause));
    }

    private void failForemost(Exception cause, Consumer<HttpExchange> fail) {
        HttpExchange foremost = foremost();
        if (foremost == null) {
            dissolve(Dissolution.afterFailure(cause));
        } else {
            fail.accept(foremost); // and dissolves when it has completed
        }
    }

    @Override
    public void lostUnused(HttpExchange exchange, Exception cause) {
        Claim retry = null;
        Engine running = engine();
        lock.lock();
        try {
            if (over) {
                return;
            }
            if (!used && exchange == line.peekFirst()) {
                connection = null;
                sending = false;
                unsent.addFirst(exchange);
                retry = claim;
            }
        } finally {
            lock.unlock();
        }
        if (retry != null) {
            retry.lostUnused(cause);
        } else {
            // The library may hold a lock of the connection here.
            running.timers().run(() -> broke(exchange, cause));
        }
    }

    /** The connection has ended. If anything was under way on it, that has learnt it already. */
    void connectionGone(Connection gone) {
        boolean wasIdle;
        lock.lock();
        try {
            wasIdle = gone == connection && line.isEmpty();
        } finally {
            lock.unlock();
        }
        if (wasIdle) {
            dissolve(new Dissolution(endpoint + " closed the connection", false, null));
        }
    }

    /** Closes the connection, then ends all that are in line, in order. */
    private void dissolve(Dissolution why) {
        List<HttpExchange> left;
        Claim held;
        Engine running;
        lock.lock();
        try {
            held = claim;
            running = engine;
            if (over || held == null || running == null) {
                return;
            }
            over = true;
            ended = ended == null ? why : ended;
            left = List.copyOf(line);
            line.clear();
            unsent.clear();
        } finally {
            lock.unlock();
        }
        held.abort();
        running.remove(this);
        if (!left.isEmpty()) {
            endAll(left, why);
        }
    }

    /** The sink of the foremost may be at work on another thread; then its future completes later, and so do those behind it. */
    private static void endAll(List<HttpExchange> left, Dissolution why) {
        HttpExchange foremost = left.get(0);
        foremost.endBehind(why);
        foremost.future().whenComplete((nothing, failure) -> left.forEach(exchange -> exchange.endBehind(why)));
    }

    @Override
    public void close() {
        Claim held;
        Engine running;
        boolean idle;
        boolean usable;
        lock.lock();
        try {
            held = claim;
            running = engine;
            boolean first = !closed;
            closed = true;
            if (!first || over || held == null || running == null) {
                return;
            }
            Connection kept = connection;
            idle = line.isEmpty() && parting == null && kept != null;
            usable = kept != null && kept.isUsable();
            over = idle;
            if (kept != null && idle) {
                kept.keepFor(null);
            }
        } finally {
            lock.unlock();
        }
        if (idle) {
            held.release(usable);
            running.remove(this);
        } else {
            dissolve(new Dissolution("its pipeline was closed", false, null));
        }
    }

    @Override
    public void abortByClose() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        dissolve(new Dissolution("the transport was closed", false, null));
    }
}
