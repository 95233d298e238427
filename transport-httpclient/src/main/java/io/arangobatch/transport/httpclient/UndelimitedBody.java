package io.arangobatch.transport.httpclient;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.nio.IdentityDecoder;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body that only the end of its connection ends. Over TLS the library takes the end of TCP for it, too, which anybody on the way can
 * bring about; only the peer can end the TLS session. And behind another answer the library may have seen the end of the connection before
 * this body, which it then takes for cut off unless the read that empties the buffer reports the end. Used by one I/O thread.
 */
final class UndelimitedBody extends IdentityDecoder {

    private final @Nullable SSLEngine tls;

    UndelimitedBody(
            ReadableByteChannel channel,
            SessionInputBuffer buffer,
            BasicHttpTransportMetrics metrics,
            @Nullable SSLEngine tls) {
        super(channel, buffer, metrics);
        this.tls = tls;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int limit = target.limit();
        target.limit(limit - 1); // room to ask for the end
        int read = super.read(target);
        target.limit(limit);
        if (read > 0 && !buffer().hasData() && endIsAuthentic()) {
            return read + Math.max(0, super.read(target));
        }
        if (read < 0 && !endIsAuthentic()) {
            throw new SSLException("it ended without the close_notify of TLS, so the answer may have been cut off");
        }
        return read;
    }

    private boolean endIsAuthentic() {
        return tls == null || tls.isInboundDone();
    }
}
