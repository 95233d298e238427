package io.arangobatch.tck.broken;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Calls the sink, unless the exchange has ended, and holds the reading thread back while the consumer is paused. */
final class Delivery {

    private static final int LARGE = 1 << 13;
    private static final int LONG_LOOK_MILLIS = 15;

    private final ResponseSink sink;
    private final Fault fault;
    private final Executor workers;
    private final Duration responseTimeout;
    private final BooleanSupplier ended;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private int pauses;
    private boolean resumedLate;
    private boolean begun;

    Delivery(ResponseSink sink, Duration responseTimeout, Engine engine, BooleanSupplier ended) {
        this.sink = sink;
        this.responseTimeout = responseTimeout;
        this.fault = engine.fault();
        this.workers = engine.workers();
        this.ended = ended;
    }

    boolean begun() {
        return begun;
    }

    void head(ResponseHead came) throws IOException {
        begun = true;
        ResponseHead head = new ResponseHead(
                came.status(), fault == Fault.LOSES_THE_REASON ? "" : came.reason(), headers(came.headers()));
        call(() -> sink.onHead(head, new Flow()));
        if (fault == Fault.GIVES_THE_HEAD_TWICE) {
            call(() -> sink.onHead(head, new Flow()));
        }
    }

    private List<HttpHeader> headers(List<HttpHeader> came) {
        return switch (fault) {
            case SORTS_ANSWER_HEADERS ->
                came.stream().sorted(Comparator.comparing(HttpHeader::name)).toList();
            case MERGES_ANSWER_HEADERS -> RequestWriter.merged(came);
            case LOWER_CASES_ANSWER_HEADERS ->
                came.stream()
                        .map(header -> new HttpHeader(header.name().toLowerCase(Locale.ROOT), header.value()))
                        .toList();
            default -> came;
        };
    }

    void body(byte[] bytes, int from, int length) throws IOException {
        switch (fault) {
            case GATHERS_THE_ANSWER -> gather(bytes, from, length);
            case CALLS_FROM_TWO_THREADS -> bodyFromTwoThreads(bytes, from, length);
            case KEEPS_THE_WHOLE_ANSWER -> {
                gathered.write(bytes, from, length);
                call(() -> sink.onBody(ByteBuffer.wrap(bytes, from, length)));
            }
            case OVERWRITES_CHUNKS -> bodyOverwritten(bytes, from, length);
            case RELIES_ON_POSITIONS -> {
                ByteBuffer chunk = ByteBuffer.wrap(bytes, from, length);
                call(() -> sink.onBody(chunk));
                chunk.position(chunk.position() + length);
            }
            default ->
                call(() ->
                        sink.onBody(ByteBuffer.wrap(bytes, from, length).slice().asReadOnlyBuffer()));
        }
    }

    /** Everything is handed on at the end; 2 MiB at a time, to spare the memory of the tests. */
    private void gather(byte[] bytes, int from, int length) throws IOException {
        gathered.write(bytes, from, length);
        if (gathered.size() >= 2 << 20) {
            end();
        }
    }

    /** The answer has ended. */
    void end() throws IOException {
        if (gathered.size() > 0 && fault == Fault.GATHERS_THE_ANSWER) {
            ByteBuffer chunk = ByteBuffer.wrap(gathered.toByteArray());
            gathered.reset();
            call(() -> sink.onBody(chunk));
        }
    }

    private void bodyFromTwoThreads(byte[] bytes, int from, int length) throws IOException {
        if (length < LARGE) {
            call(() -> sink.onBody(ByteBuffer.wrap(bytes, from, length)));
            return;
        }
        int half = length / 2;
        CyclicBarrier together = new CyclicBarrier(2);
        CompletableFuture<Void> other = CompletableFuture.runAsync(
                () -> {
                    meet(together);
                    sink.onBody(ByteBuffer.wrap(bytes, from, half));
                },
                workers);
        call(() -> {
            meet(together);
            sink.onBody(ByteBuffer.wrap(bytes, from + half, length - half));
        });
        other.join();
    }

    /** What comes next is read into a buffer that a sink takes its time to look at. */
    private void bodyOverwritten(byte[] bytes, int from, int length) throws IOException {
        CompletableFuture<Void> called = new CompletableFuture<>();
        workers.execute(() -> overwriteUnless(called, bytes, from));
        try {
            call(() -> sink.onBody(ByteBuffer.wrap(bytes, from, length)));
        } finally {
            called.complete(null);
        }
    }

    private static void overwriteUnless(CompletableFuture<Void> called, byte[] bytes, int from) {
        try {
            called.get(LONG_LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException lookingStill) {
            bytes[from]++;
        } catch (InterruptedException | ExecutionException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.SECONDS);
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void call(Runnable callback) throws IOException {
        if (ended.getAsBoolean()) {
            if (fault == Fault.CANCEL_KEEPS_THE_CONNECTION) {
                return;
            }
            throw new IOException("the exchange has ended");
        }
        try {
            callback.run();
        } catch (RuntimeException thrown) {
            if (fault != Fault.SWALLOWS_WHAT_THE_SINK_THROWS) {
                throw thrown;
            }
        }
    }

    /** What a transport does that believes it must tell the sink about a cancellation. */
    void tellOfCancellation() {
        sink.onBody(ByteBuffer.allocate(0));
    }

    /** Returns when the consumer is not paused, or the exchange has ended. */
    void awaitGo() throws IOException {
        lock.lock();
        try {
            long left = responseTimeout.toNanos();
            while (pauses > 0 && !resumedLate && !ended.getAsBoolean()) {
                if (fault != Fault.COUNTS_PAUSES_AS_SILENCE) {
                    changed.await();
                } else if (left > 0) {
                    left = changed.awaitNanos(left);
                } else {
                    throw new SocketTimeoutException();
                }
            }
        } catch (InterruptedException interrupted) {
            throw new IOException("interrupted", interrupted);
        } finally {
            pauses = resumedLate ? 0 : pauses;
            resumedLate = false;
            lock.unlock();
        }
    }

    void wake() {
        change(0);
    }

    private void change(int value) {
        lock.lock();
        try {
            pauses = value;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void resumeLate() {
        lock.lock();
        try {
            resumedLate = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private final class Flow implements ResponseFlow {

        @Override
        public void pause() {
            if (fault != Fault.IGNORES_PAUSE) {
                change(fault == Fault.COUNTS_PAUSES ? pauses + 1 : 1);
            }
        }

        @Override
        public void resume() {
            if (fault == Fault.RESUMES_LATE) {
                resumeLate();
            } else {
                change(fault == Fault.COUNTS_PAUSES ? Math.max(0, pauses - 1) : 0);
            }
        }
    }
}
