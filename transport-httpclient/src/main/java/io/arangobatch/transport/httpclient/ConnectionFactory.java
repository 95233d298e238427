package io.arangobatch.transport.httpclient;

import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexer;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOEventHandlerFactory;
import org.apache.hc.core5.reactor.ProtocolIOSession;

/** Puts HTTP/1.1 on a fresh socket, with nothing between the driver's request and the wire. */
final class ConnectionFactory implements IOEventHandlerFactory {

    /** No interceptor: nothing adds a header, follows a redirect or keeps a cookie. */
    private static final HttpProcessor NO_PROCESSING =
            HttpProcessorBuilder.create().build();

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
        ClientHttp1StreamDuplexer duplexer = new ClientHttp1StreamDuplexer(
                session,
                NO_PROCESSING,
                HTTP,
                null,
                DefaultConnectionReuseStrategy.INSTANCE,
                parser,
                new DefaultHttpRequestWriter<>(),
                null,
                null,
                null);
        return new Connection(session, duplexer, parser, (ConnectAttempt) attempt, pool);
    }
}
