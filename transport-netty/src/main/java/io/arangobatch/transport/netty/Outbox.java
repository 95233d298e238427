package io.arangobatch.transport.netty;

import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes the requests of one connection, each behind the one before, only as much at a time as the channel's window takes. What one turn
 * writes is flushed together, so that one gathering write carries many small requests. Belongs to the channel's loop.
 */
final class Outbox {

    /** What is written before the loop gets to serve others, among them the reading of answers. */
    private static final int TURN = 1024 * 1024;

    private final Channel channel;
    private final Deque<RequestWriter> queue = new ArrayDeque<>();
    private boolean writing;
    private boolean turnPlanned;

    Outbox(Channel channel) {
        this.channel = channel;
    }

    /** Queues a request; {@link #proceed} writes it. */
    void add(RequestWriter writer) {
        queue.addLast(writer);
    }

    /** Writes on, unless the window is full. */
    void proceed() {
        if (!queue.isEmpty() && !writing && !turnPlanned && channel.isWritable()) {
            writeTurn();
        }
    }

    /** Writes nothing more of this request and of those behind it. */
    void dropFrom(RequestWriter writer) {
        if (!queue.contains(writer)) {
            queue.clear(); // it is handed over, so that all that is left is behind it
            return;
        }
        while (queue.peekLast() != writer) {
            queue.removeLast();
        }
        queue.removeLast();
    }

    void clear() {
        queue.clear();
    }

    private void writeTurn() {
        writing = true;
        try {
            writePieces();
            channel.flush();
        } finally {
            writing = false;
        }
        if (!queue.isEmpty() && channel.isWritable()) {
            turnPlanned = true;
            Loops.runAfterReading(channel.eventLoop(), this::nextTurn);
        }
    }

    private void nextTurn() {
        turnPlanned = false;
        proceed();
    }

    private void writePieces() {
        int budget = TURN;
        while (budget > 0 && channel.isWritable()) {
            RequestWriter foremost = queue.peekFirst();
            if (foremost == null) {
                return;
            }
            budget -= foremost.write(budget);
            if (foremost.isThrough()) {
                queue.remove(foremost); // its failure may have emptied the queue
            }
        }
    }
}
