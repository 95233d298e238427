package io.arangobatch.tck.server;

import io.arangobatch.tck.server.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * What arrived at an embedded server: requests in the order in which they arrived whole, connections, bytes. Thread-safe.
 *
 * <p>It keeps the latest 10,000 requests and, of their bodies, the latest 16 MiB, so that memory stays bounded.
 */
public final class Journal {
    private static final int MOST_REQUESTS = 10_000;
    private static final long MOST_BODY_BYTES = 16L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Arrival> requests = new ArrayDeque<>();
    private final Deque<RecordedRequest> bodiless = new ArrayDeque<>();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private long bodyBytes;

    Journal() {}

    /**
     * The requests in order of arrival.
     *
     * @return a copy
     */
    public List<RecordedRequest> requests() {
        List<RecordedRequest> all;
        List<Arrival> whole;
        lock.lock();
        try {
            all = new ArrayList<>(bodiless);
            whole = List.copyOf(requests);
        } finally {
            lock.unlock();
        }
        whole.forEach(arrival -> all.add(arrival.recorded()));
        return List.copyOf(all);
    }

    /**
     * The requests that match, in order of arrival.
     *
     * @param matching which requests are wanted
     * @return a copy
     */
    public List<RecordedRequest> requests(Predicate<RecordedRequest> matching) {
        return requests().stream().filter(matching).toList();
    }

    /**
     * How many connections were opened since the server started or the journal was cleared.
     *
     * @return the number of connections
     */
    public long connections() {
        return connections.get();
    }

    /**
     * How many bytes arrived, heads and bodies, after decryption.
     *
     * @return the number of bytes
     */
    public long bytesReceived() {
        return received.get();
    }

    /**
     * How many bytes were sent, heads and bodies, before encryption.
     *
     * @return the number of bytes
     */
    public long bytesSent() {
        return sent.get();
    }

    /** Forgets everything so far. */
    public void clear() {
        lock.lock();
        try {
            requests.clear();
            bodiless.clear();
            bodyBytes = 0;
        } finally {
            lock.unlock();
        }
        connections.set(0);
        received.set(0);
        sent.set(0);
    }

    /**
     * Waits for requests.
     *
     * @param count how many must have arrived since the start or the last {@link #clear()}
     * @param timeout how long to wait at most
     * @return whether they arrived in time
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean await(int count, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (requests.size() + bodiless.size() < count) {
                if (left <= 0) {
                    return false;
                }
                left = arrived.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    long opened(long number) {
        connections.incrementAndGet();
        return number;
    }

    void received(long bytes) {
        received.addAndGet(bytes);
    }

    void sent(long bytes) {
        sent.addAndGet(bytes);
    }

    void arrived(long connection, HttpRequest request) {
        Arrival arrival = new Arrival(connection, request);
        lock.lock();
        try {
            requests.add(arrival);
            bodyBytes += arrival.bodyLength();
            while (bodyBytes > MOST_BODY_BYTES && requests.size() > 1) {
                Arrival oldest = requests.remove();
                bodyBytes -= oldest.bodyLength();
                bodiless.add(oldest.withoutBody());
            }
            if (requests.size() + bodiless.size() > MOST_REQUESTS) {
                forgetOldest();
            }
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void forgetOldest() {
        if (bodiless.poll() == null) {
            bodyBytes -= requests.remove().bodyLength();
        }
    }

    /** A request as its bytes came, made readable only for who asks. */
    private record Arrival(long connection, HttpRequest request) {
        RecordedRequest recorded() {
            return RecordedRequest.of(connection, request, request.body().text());
        }

        RecordedRequest withoutBody() {
            return RecordedRequest.of(connection, request, "");
        }

        int bodyLength() {
            return request.body().length();
        }
    }
}
