package io.arangobatch.transport.httpclient;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.nio.IdentityDecoder;
import org.apache.hc.core5.http.nio.SessionInputBuffer;

/**
 * Reads a body that only the end of its encrypted connection ends. The library takes the end of TCP for it, too, which anybody on the
 * way can bring about; only the peer can end the TLS session. Used by one I/O thread.
 */
final class UndelimitedBody extends IdentityDecoder {

    private final SSLEngine tls;

    UndelimitedBody(
            ReadableByteChannel channel, SessionInputBuffer buffer, BasicHttpTransportMetrics metrics, SSLEngine tls) {
        super(channel, buffer, metrics);
        this.tls = tls;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int read = super.read(target);
        if (read < 0 && !tls.isInboundDone()) {
            throw new SSLException("it ended without the close_notify of TLS, so the answer may have been cut off");
        }
        return read;
    }
}
