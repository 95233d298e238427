package io.arangobatch.tck.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/** The open cursors that one server has made in a database. */
public final class Cursors {
    private final Map<String, Cursor> cursors = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Ticks ticks;

    Cursors(Ticks ticks) {
        this.ticks = ticks;
    }

    public Page open(List<JsonNode> rows, int batchSize, Duration ttl, OptionalLong count, ObjectNode extra) {
        lock.lock();
        try {
            expire();
            Cursor cursor = new Cursor(ticks.nextText(), rows, batchSize, ttl, count, extra);
            cursors.put(cursor.id, cursor);
            return cursor.next();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next page; with the last one the cursor is gone.
     *
     * @throws StoreException 1600 if there is no such cursor, or no longer
     */
    public Page next(String id) {
        lock.lock();
        try {
            expire();
            Cursor cursor = cursors.get(id);
            if (cursor == null) {
                throw ArangoError.CURSOR_NOT_FOUND.exception();
            }
            Page page = cursor.next();
            if (!page.hasMore()) {
                cursors.remove(id);
            }
            return page;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Forgets a cursor.
     *
     * @throws StoreException 1600 if there is no such cursor, or no longer
     */
    public void close(String id) {
        lock.lock();
        try {
            expire();
            if (cursors.remove(id) == null) {
                throw ArangoError.CURSOR_NOT_FOUND.exception();
            }
        } finally {
            lock.unlock();
        }
    }

    private void expire() {
        long now = System.nanoTime();
        cursors.values().removeIf(cursor -> now - cursor.deadline > 0);
    }

    /** What one answer shows of a cursor. */
    public record Page(String id, List<JsonNode> rows, boolean hasMore, OptionalLong count, ObjectNode extra) {}

    private static final class Cursor {
        private final String id;
        private final List<JsonNode> rows;
        private final int batchSize;
        private final Duration ttl;
        private final OptionalLong count;
        private final ObjectNode extra;
        private int at;
        private long deadline;

        Cursor(String id, List<JsonNode> rows, int batchSize, Duration ttl, OptionalLong count, ObjectNode extra) {
            this.id = id;
            this.rows = rows;
            this.batchSize = batchSize;
            this.ttl = ttl;
            this.count = count;
            this.extra = extra;
        }

        Page next() {
            int to = (int) Math.min((long) at + batchSize, rows.size());
            List<JsonNode> page = new ArrayList<>(rows.subList(at, to));
            at = to;
            deadline = System.nanoTime() + ttl.toNanos();
            return new Page(id, page, at < rows.size(), count, extra);
        }
    }
}
