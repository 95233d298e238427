package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands between an exchange and its caller: no call of the sink once the exchange has ended, and no end told while a call of the
 * sink is under way, whichever thread ends it.
 */
final class Answer {

    private static final int QUIET = 0;
    private static final int CALLING = 1;
    private static final int ENDED = 2;
    private static final int ENDED_WHILE_CALLING = 3;

    private final ResponseSink sink;
    private final CompletableFuture<Void> future;
    private final Consumer<Throwable> onThrow;
    private final Consumer<@Nullable Throwable> onEnd;
    private final AtomicInteger state = new AtomicInteger(QUIET);
    private @Nullable Throwable failure;

    /**
     * Stands between.
     *
     * @param onThrow learns what the sink throws
     * @param onEnd learns how it ended, after the future; not as a dependent of that, for whoever waits for a future may run those, and take its time
     */
    Answer(
            ResponseSink sink,
            CompletableFuture<Void> future,
            Consumer<Throwable> onThrow,
            Consumer<@Nullable Throwable> onEnd) {
        this.sink = sink;
        this.future = future;
        this.onThrow = onThrow;
        this.onEnd = onEnd;
    }

    void head(ResponseHead head, ResponseFlow flow) {
        if (begin()) {
            try {
                sink.onHead(head, flow);
            } catch (Throwable e) {
                onThrow.accept(e);
            } finally {
                finish();
            }
        }
    }

    void body(ByteBuffer chunk) {
        if (begin()) {
            try {
                sink.onBody(chunk);
            } catch (Throwable e) {
                onThrow.accept(e);
            } finally {
                finish();
            }
        }
    }

    /** Called once. */
    void end(@Nullable Throwable with) {
        failure = with;
        if (state.compareAndSet(QUIET, ENDED) || !state.compareAndSet(CALLING, ENDED_WHILE_CALLING)) {
            tell();
        }
    }

    /** Who waits for a cancelled future may be the one to tell the exchange of it; until then the future itself says that nothing is wanted any more. */
    private boolean begin() {
        return !future.isDone() && state.compareAndSet(QUIET, CALLING);
    }

    private void finish() {
        if (!state.compareAndSet(CALLING, QUIET)) {
            state.set(ENDED);
            tell();
        }
    }

    private void tell() {
        if (failure == null) {
            future.complete(null);
        } else {
            future.completeExceptionally(failure);
        }
        onEnd.accept(failure);
    }
}
