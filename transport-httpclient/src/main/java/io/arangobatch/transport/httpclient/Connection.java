package io.arangobatch.transport.httpclient;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLEngine;
import org.apache.hc.core5.http.impl.nio.ClientHttp1IOEventHandler;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.EventMask;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.jspecify.annotations.Nullable;

/**
 * One connection, plain or encrypted. It ends an exchange only after the library has looked at every byte that came with the
 * answer: bytes too many must keep it out of the pool.
 */
final class Connection extends ClientHttp1IOEventHandler {

    private final ProtocolIOSession session;
    private final AnswerDuplexer duplexer;
    private final AnswerParser parser;
    private final HeadWriter writer;
    private final ConnectAttempt attempt;
    private final ConnectionPool pool;

    // The four fields beneath are touched by the connection's I/O thread only.

    /** Requests that have begun, and whose answers are still to end. */
    private final Deque<ExchangeHandler> begun = new ArrayDeque<>();
    /** Requests that the library has whole, but perhaps not yet the socket. */
    private final Deque<ExchangeHandler> unconfirmed = new ArrayDeque<>();

    private long bodyBytes;
    /** The exchange whose answer is whole. */
    private @Nullable ExchangeHandler answered;

    private volatile @Nullable HttpPipeline keeper;

    Connection(
            ProtocolIOSession session,
            AnswerDuplexer duplexer,
            AnswerParser parser,
            HeadWriter writer,
            ConnectAttempt attempt,
            ConnectionPool pool) {
        super(duplexer);
        this.session = session;
        this.duplexer = duplexer;
        this.parser = parser;
        this.writer = writer;
        this.attempt = attempt;
        this.pool = pool;
    }

    /** Called before the handshake, if there is one. */
    void encryptedBy(SSLEngine engine) {
        duplexer.encryptedBy(engine);
    }

    /** Queues a request; it starts on the I/O thread of this connection, or its handler is told that it never will. */
    void execute(ExchangeHandler handler) {
        session.enqueue(new RequestExecutionCommand(handler, HttpCoreContext.create()), Command.Priority.NORMAL);
    }

    /** Leased to a pipeline until told otherwise: it learns when the connection ends. */
    void keepFor(@Nullable HttpPipeline pipeline) {
        keeper = pipeline;
    }

    void begins(ExchangeHandler handler) {
        parser.awaitAnswer();
        begun.addLast(handler);
    }

    /**
     * The library has the whole request.
     *
     * @return how many bytes of this connection the socket has taken when it has taken the last one of this request
     */
    long written(ExchangeHandler handler, long bodyLength) {
        bodyBytes += bodyLength;
        unconfirmed.addLast(handler);
        return writer.bytes() + bodyBytes;
    }

    /** A request must not go any further, and with it nothing behind it; answers are still read. */
    void writeNoMore() {
        session.clearEvent(EventMask.WRITE);
    }

    void answered(ExchangeHandler handler) {
        parser.answered();
        begun.remove(handler);
        if (parser.isIdle()) {
            answered = handler;
        } else {
            handler.answerIsWhole(true); // what came with it belongs to the next
        }
    }

    boolean isUsable() {
        return isOpen() && session.isOpen();
    }

    @Override
    public void connected(IOSession connected) throws IOException {
        if (attempt.isAbandoned()) {
            // Given up at the very moment when it came about: nobody else knows of this socket.
            close(CloseMode.IMMEDIATE);
        } else {
            super.connected(connected);
        }
    }

    @Override
    public void inputReady(IOSession ready, @Nullable ByteBuffer decrypted) throws IOException {
        ExchangeHandler foremost = begun.peekFirst();
        if (foremost != null) {
            foremost.signOfLife();
        }
        boolean intact = false;
        try {
            super.inputReady(ready, decrypted);
            intact = true;
        } finally {
            settle(intact);
        }
    }

    /** Looks for the end of a kept connection once more before a request goes out on it. */
    @Override
    public void outputReady(IOSession ready) throws IOException {
        if (parser.isIdle() && ready.hasCommands()) {
            super.inputReady(ready, null);
        }
        for (ExchangeHandler handler : unconfirmed) {
            if (!handler.mayFinish()) {
                writeNoMore();
                return;
            }
        }
        try {
            super.outputReady(ready);
        } finally {
            confirm();
        }
    }

    private void confirm() {
        if (!unconfirmed.isEmpty()) {
            long taken = getEndpointDetails().getSentBytesCount();
            unconfirmed.removeIf(handler -> handler.finished(taken));
        }
    }

    @Override
    public void disconnected(IOSession gone) {
        super.disconnected(gone);
        pool.evictClosed();
        HttpPipeline pipeline = keeper;
        if (pipeline != null) {
            pipeline.connectionGone(this);
        }
    }

    /** Closes the socket itself; the library would queue the wish behind a request that is being written. */
    @Override
    public void close(CloseMode mode) {
        session.close(mode);
    }

    private void settle(boolean intact) {
        ExchangeHandler done = answered;
        if (done != null) {
            answered = null;
            done.answerIsWhole(intact && isUsable());
        }
    }
}
