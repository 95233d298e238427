package io.arangobatch.transport.httpclient;

import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOEventHandlerFactory;
import org.apache.hc.core5.reactor.ProtocolIOSession;

/** Puts HTTP/1.1 on a fresh socket. */
final class ConnectionFactory implements IOEventHandlerFactory {

    static final Http1Config HTTP = Http1Config.custom()
            .setBufferSize(32 * 1024)
            .setInitialWindowSize(AnswerFlow.WINDOW)
            .setMaxLineLength(64 * 1024)
            .setMaxHeaderCount(1_000)
            .build();

    private final ConnectionPool pool;

    ConnectionFactory(ConnectionPool pool) {
        this.pool = pool;
    }

    @Override
    public IOEventHandler createHandler(ProtocolIOSession session, Object attempt) {
        AnswerParser parser = new AnswerParser(HTTP);
        HeadWriter writer = new HeadWriter();
        AnswerDuplexer duplexer = new AnswerDuplexer(session, parser, writer);
        return new Connection(session, duplexer, parser, writer, (ConnectAttempt) attempt, pool);
    }
}
