package io.arangobatch.transport.netty;

import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges on one connection: requests are written in this order, and what the server says belongs to the foremost. An exchange that
 * is no pipeline's stands alone in it. Belongs to the connection's loop.
 */
final class Line {

    private final Deque<ActiveExchange> exchanges = new ArrayDeque<>();
    private final Outbox outbox;
    private boolean cut;
    private @Nullable Throwable trouble;

    Line(Channel channel) {
        this.outbox = new Outbox(channel);
    }

    @Nullable
    ActiveExchange foremost() {
        return exchanges.peekFirst();
    }

    boolean isEmpty() {
        return exchanges.isEmpty();
    }

    /** What the socket has said to an attempt to use it; it takes nothing more then, but may still have something to be read. */
    @Nullable
    Throwable trouble() {
        return trouble;
    }

    /** Puts an exchange at the end. Its request goes out at the next {@link #write}, unless the line is cut. */
    void add(ActiveExchange added) {
        exchanges.addLast(added);
        cut |= added.isOver();
        if (!cut) {
            outbox.add(added.writer());
        }
        cut |= added.asksToClose();
    }

    void write() {
        outbox.proceed();
    }

    /** The connection will not outlive this exchange: of what is behind it, nothing more is written. */
    void cutFrom(ActiveExchange last) {
        cut = true;
        outbox.dropFrom(last.writer());
    }

    void onTrouble(Throwable failure) {
        if (trouble == null) {
            trouble = failure;
        }
        cut = true;
        outbox.clear();
    }

    Optional<ActiveExchange> find(NettyExchange exchange) {
        return exchanges.stream().filter(one -> one.exchange() == exchange).findFirst();
    }

    void removeForemost() {
        exchanges.removeFirst();
    }

    /** Takes all out; nothing more is written. */
    List<ActiveExchange> dissolve() {
        List<ActiveExchange> left = List.copyOf(exchanges);
        exchanges.clear();
        outbox.clear();
        cut = true;
        left.forEach(ActiveExchange::stop);
        return left;
    }
}
