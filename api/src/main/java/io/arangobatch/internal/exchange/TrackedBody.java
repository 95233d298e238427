package io.arangobatch.internal.exchange;

import io.arangobatch.spi.RequestBody;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A body that knows whether its last buffer was handed out. After a cancellation nobody tells how far the exchange had come; but ArangoDB runs nothing
 * of a request that has not arrived whole, so a body whose end was kept back has not run.
 */
public final class TrackedBody implements RequestBody {

    private enum State {
        KEPT,
        HANDED_OUT,
        SEALED
    }

    private final RequestBody body;
    private final AtomicReference<State> end;

    /**
     * Watches a body.
     *
     * @param body the bytes; those of an empty body count as handed out
     */
    public TrackedBody(RequestBody body) {
        this.body = body;
        this.end = new AtomicReference<>(body.length() == 0 ? State.HANDED_OUT : State.KEPT);
    }

    /**
     * Keeps the end of the body back from now on, if that is still possible.
     *
     * @return whether the end has never left and never will
     */
    public boolean seal() {
        return end.compareAndSet(State.KEPT, State.SEALED) || end.get() == State.SEALED;
    }

    @Override
    public long length() {
        return body.length();
    }

    @Override
    public Iterator<ByteBuffer> buffers() {
        Iterator<ByteBuffer> buffers = body.buffers();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return buffers.hasNext();
            }

            @Override
            public ByteBuffer next() {
                ByteBuffer next = buffers.next();
                if (!buffers.hasNext()
                        && !end.compareAndSet(State.KEPT, State.HANDED_OUT)
                        && end.get() == State.SEALED) {
                    throw new CancellationException("the request was cancelled before its end was sent");
                }
                return next;
            }
        };
    }
}
