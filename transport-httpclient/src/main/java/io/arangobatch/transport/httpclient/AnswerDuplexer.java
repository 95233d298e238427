package io.arangobatch.transport.httpclient;

import java.nio.channels.ReadableByteChannel;
import javax.net.ssl.SSLEngine;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexer;
import org.apache.hc.core5.http.nio.ContentDecoder;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.jspecify.annotations.Nullable;

/** The library's HTTP/1.1 with nothing between the driver's request and the wire, and stricter about how bodies end. */
final class AnswerDuplexer extends ClientHttp1StreamDuplexer {

    /** No interceptor: nothing adds a header, follows a redirect or keeps a cookie. */
    private static final HttpProcessor NO_PROCESSING =
            HttpProcessorBuilder.create().build();

    private volatile @Nullable SSLEngine tls;

    AnswerDuplexer(ProtocolIOSession session, AnswerParser parser, HeadWriter writer) {
        super(
                session,
                NO_PROCESSING,
                ConnectionFactory.HTTP,
                null,
                DefaultConnectionReuseStrategy.INSTANCE,
                parser,
                writer,
                null,
                null,
                null);
    }

    void encryptedBy(SSLEngine engine) {
        tls = engine;
    }

    @Override
    protected ContentDecoder createContentDecoder(
            long length, ReadableByteChannel channel, SessionInputBuffer buffer, BasicHttpTransportMetrics metrics)
            throws HttpException {
        if (length == ContentLengthStrategy.CHUNKED) {
            return new ChunkedBody(channel, buffer, metrics, ConnectionFactory.HTTP.getMaxHeaderCount());
        }
        if (length < 0) {
            return new UndelimitedBody(channel, buffer, metrics, tls);
        }
        return super.createContentDecoder(length, channel, buffer, metrics);
    }
}
