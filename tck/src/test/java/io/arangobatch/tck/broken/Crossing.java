package io.arangobatch.tck.broken;

import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Gives two exchanges that wait for their answers at the same time the answers of each other, over a transport that does not. */
final class Crossing implements Transport {

    private final Transport inner;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Crossed waiting;

    Crossing(Transport inner) {
        this.inner = inner;
    }

    @Override
    public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        Crossed own = new Crossed(sink);
        cross(own);
        CompletableFuture<Void> end = inner.exchange(request, own);
        end.whenComplete((nothing, failure) -> leave(own));
        return end;
    }

    private void cross(Crossed own) {
        lock.lock();
        try {
            Crossed other = waiting;
            if (other == null) {
                waiting = own;
            } else {
                ResponseSink sink = own.sink;
                own.sink = other.sink;
                other.sink = sink;
                waiting = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void leave(Crossed own) {
        lock.lock();
        try {
            if (waiting == own) {
                waiting = null;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isIoThread() {
        return inner.isIoThread();
    }

    @Override
    public void close() {
        inner.close();
    }

    private final class Crossed implements ResponseSink {

        private volatile ResponseSink sink;

        Crossed(ResponseSink sink) {
            this.sink = sink;
        }

        /** Whose answer has begun keeps its sink. */
        @Override
        public void onHead(ResponseHead head, ResponseFlow flow) {
            leave(this);
            sink.onHead(head, flow);
        }

        @Override
        public void onBody(ByteBuffer chunk) {
            sink.onBody(chunk);
        }
    }
}
