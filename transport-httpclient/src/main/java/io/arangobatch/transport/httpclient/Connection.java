package io.arangobatch.transport.httpclient;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import org.apache.hc.core5.http.impl.nio.ClientHttp1IOEventHandler;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
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
    private final ConnectAttempt attempt;
    private final ConnectionPool pool;

    /** The exchange whose answer is whole; touched by the connection's I/O thread only. */
    private @Nullable ExchangeHandler answered;

    private volatile @Nullable SilenceWatch watch;

    Connection(
            ProtocolIOSession session,
            AnswerDuplexer duplexer,
            AnswerParser parser,
            ConnectAttempt attempt,
            ConnectionPool pool) {
        super(duplexer);
        this.session = session;
        this.duplexer = duplexer;
        this.parser = parser;
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

    void awaitAnswer(SilenceWatch silence) {
        parser.awaitAnswer();
        watch = silence;
    }

    void answered(ExchangeHandler handler) {
        parser.answered();
        answered = handler;
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
        SilenceWatch silence = watch;
        if (silence != null) {
            silence.touch();
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
        super.outputReady(ready);
    }

    @Override
    public void disconnected(IOSession gone) {
        super.disconnected(gone);
        pool.evictClosed();
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
            watch = null;
            done.answerIsWhole(intact && isUsable());
        }
    }
}
