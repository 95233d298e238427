package io.arangobatch.tck.broken;

import io.arangobatch.spi.Endpoint;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One socket and what was read from it. For one thread at a time, but for {@link #abort}. */
final class PlainConnection {

    private static final int SIZE = 1 << 16;

    private final Endpoint endpoint;
    private final Fault fault;
    private final WatchedSocket raw = new WatchedSocket();
    private final byte[] buffer = new byte[SIZE];
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private int position;
    private int limit;

    PlainConnection(Endpoint endpoint, Fault fault) {
        this.endpoint = endpoint;
        this.fault = fault;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    void connect(SSLContext context) throws IOException {
        raw.setTcpNoDelay(true);
        raw.connect(new InetSocketAddress(endpoint.host(), endpoint.port()));
        Socket socket = endpoint.tls() ? secure(context) : raw;
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    private Socket secure(SSLContext context) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(raw, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        if (fault != Fault.IGNORES_HOST_NAMES) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (fault == Fault.SPEAKS_ONLY_TLS_1_3) {
            parameters.setProtocols(new String[] {"TLSv1.3"});
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    OutputStream out() {
        return opened(out);
    }

    void silentAtMost(Duration time) throws IOException {
        raw.setSoTimeout((int) time.toMillis());
    }

    /** Reads more, once all that was read is taken; false at the end of the connection. */
    boolean fill() throws IOException {
        position = 0;
        limit = 0;
        limit = Math.max(0, opened(in).read(buffer, 0, SIZE));
        if (limit == 0 && endpoint.tls() && raw.endSeen() && fault != Fault.ACCEPTS_CUT_TLS) {
            throw new EOFException("the connection ended without close_notify");
        }
        return limit > 0;
    }

    /** The next byte, or -1 at the end of the connection. */
    int next() throws IOException {
        return left() > 0 || fill() ? buffer[position++] & 0xff : -1;
    }

    int left() {
        return limit - position;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Takes so many bytes and returns where they begin in {@link #buffer}. */
    int take(int count) {
        int from = position;
        position += count;
        return from;
    }

    /** Whether the server has neither closed this idle connection nor sent what nobody asked for. */
    boolean fresh() {
        if (fault == Fault.TRUSTS_IDLE_CONNECTIONS || left() > 0) {
            return true;
        }
        try {
            silentAtMost(Duration.ofMillis(1));
            fill();
            return false;
        } catch (SocketTimeoutException silent) {
            return true;
        } catch (IOException broken) {
            return false;
        }
    }

    /** Ends the TCP connection, whatever another thread is doing with it. */
    void abort() {
        try {
            raw.close();
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static <T> T opened(@Nullable T stream) {
        if (stream == null) {
            throw new IllegalStateException("not connected");
        }
        return stream;
    }
}
