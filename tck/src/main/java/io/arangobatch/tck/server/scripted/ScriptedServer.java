package io.arangobatch.tck.server.scripted;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.tck.internal.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A server on a free loopback port that plays a script on each connection it accepts. Thread-safe; its threads are daemons.
 *
 * <pre>{@code
 * try (ScriptedServer server = ScriptedServer.start(connection -> {
 *     connection.readRequest();
 *     connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
 *     connection.reset();
 * })) { … }
 * }</pre>
 */
public final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listener;
    private final Builder settings;
    private final Signal signal = new Signal();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Socket> sockets = new ArrayList<>();
    private final List<ServerConnection> connections = new ArrayList<>();
    private final List<RuntimeException> faults = new ArrayList<>();
    private int accepted;
    private int over;

    private ScriptedServer(Builder settings) {
        this.settings = settings;
        try {
            listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException("no free loopback port for the scripted server", noPort);
        }
    }

    /**
     * Starts a server that plays one script on every connection, without TLS.
     *
     * @param script what it does on each connection
     * @return the running server
     */
    public static ScriptedServer start(Script script) {
        return builder().always(script).start();
    }

    /**
     * Returns a builder for a server with a script for each connection, or with TLS.
     *
     * @return a builder without scripts
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the address of this server by its IP.
     *
     * @return loopback and the port
     */
    public Endpoint endpoint() {
        return endpoint(InetAddress.getLoopbackAddress().getHostAddress());
    }

    /**
     * Returns the address of this server.
     *
     * @param host a name or address that means loopback
     * @return the host and the port
     */
    public Endpoint endpoint(String host) {
        return new Endpoint(host, listener.getLocalPort(), settings.tls != null);
    }

    /**
     * Returns the connections whose script has begun.
     *
     * @return the connections in the order in which they were accepted, but for TLS, where a handshake may take longer
     */
    public List<ServerConnection> connections() {
        return signal.read(() -> List.copyOf(connections));
    }

    /**
     * Returns all requests that scripts have read as such.
     *
     * @return the requests, connection by connection
     */
    public List<ReceivedRequest> requests() {
        return connections().stream()
                .flatMap(connection -> connection.requests().stream())
                .toList();
    }

    /**
     * Returns how many connections were accepted.
     *
     * @return the count, handshakes that failed included
     */
    public int accepted() {
        return signal.read(() -> accepted);
    }

    /**
     * Returns how many connections are open: accepted, and not yet known to be over.
     *
     * @return the count
     */
    public int open() {
        return signal.read(() -> accepted - over);
    }

    /**
     * Returns what scripts threw beside {@link IOException}: faults of the test itself.
     *
     * @return the exceptions in order
     */
    public List<RuntimeException> faults() {
        return signal.read(() -> List.copyOf(faults));
    }

    /**
     * Waits until this server is in a state.
     *
     * @param expected the state in words, for the failure
     * @param state whether it is reached; re-evaluated at each event on any connection
     * @param patience how long to wait at most
     * @throws AssertionError if the state is not reached in time
     */
    public void await(String expected, BooleanSupplier state, Duration patience) {
        signal.awaitOrFail(
                state,
                patience,
                expected,
                () -> accepted + " connections accepted, " + (accepted - over) + " of them open, "
                        + requests().size() + " requests read");
    }

    /**
     * Waits until this server is in a state that may as well never come.
     *
     * @param state whether it is reached; re-evaluated at each event on any connection
     * @param time how long to wait at most
     * @return whether it was reached
     */
    public boolean awaitIfEver(BooleanSupplier state, Duration time) {
        return signal.await(state, time);
    }

    /**
     * Waits until so many requests were read as such.
     *
     * @param count how many, at least
     * @param patience how long to wait at most
     * @throws AssertionError if they do not come in time
     */
    public void awaitRequests(int count, Duration patience) {
        await(count + " requests at the server", () -> requests().size() >= count, patience);
    }

    /**
     * Waits until so many connections were accepted.
     *
     * @param count how many, at least
     * @param patience how long to wait at most
     * @throws AssertionError if they do not come in time
     */
    public void awaitAccepted(int count, Duration patience) {
        await(count + " connections accepted", () -> accepted >= count, patience);
    }

    /**
     * Waits until no more than so many connections are open.
     *
     * @param count how many may be left
     * @param patience how long to wait at most
     * @throws AssertionError if more stay open
     */
    public void awaitOpen(int count, Duration patience) {
        await("at most " + count + " open connections", () -> accepted - over <= count, patience);
    }

    /** Ends all connections and scripts. A second call has no effect. */
    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
            for (Socket socket : signal.read(() -> List.copyOf(sockets))) {
                socket.close();
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot close a socket of the scripted server", unusable);
        }
    }

    private ScriptedServer listen() {
        start("tck-server-accept", this::acceptAll);
        return this;
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listener.accept();
                int index = signal.read(() -> accepted);
                signal.change(() -> {
                    sockets.add(socket);
                    accepted++;
                });
                start("tck-server-" + index, () -> play(index, socket));
            }
        } catch (IOException stopped) {
            signal.change(() -> {});
        }
    }

    private void play(int index, Socket raw) {
        try (raw) {
            raw.setTcpNoDelay(true);
            Socket socket = settings.secure(raw);
            ServerConnection connection = new ServerConnection(raw, socket, signal, closed);
            signal.change(() -> connections.add(connection));
            try {
                settings.script(index).play(connection);
            } finally {
                connection.end();
            }
        } catch (IOException clientGone) {
            // The end of a connection by the client is what many tests wait for; it shows as one connection less.
            signal.change(() -> {});
        } catch (RuntimeException fault) {
            signal.change(() -> faults.add(fault));
        } finally {
            signal.change(() -> over++);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Says what a server plays. Not thread-safe; used for one server. */
    public static final class Builder {

        private final List<Script> scripts = new ArrayList<>();
        private @Nullable Script last;
        private @Nullable SSLContext tls;
        private boolean clientCertificate;
        private String[] protocols = {};
        private boolean handshake = true;

        private Builder() {}

        /**
         * Adds the script of the next connection.
         *
         * @param script what the server does on it
         * @return this builder
         */
        public Builder then(Script script) {
            scripts.add(Objects.requireNonNull(script, "script"));
            return this;
        }

        /**
         * Sets the script of all further connections. Without one, they are closed at once.
         *
         * @param script what the server does on them
         * @return this builder
         */
        public Builder always(Script script) {
            last = Objects.requireNonNull(script, "script");
            return this;
        }

        /**
         * Makes the server shake hands before its scripts begin.
         *
         * @param context its certificate, and whom it trusts
         * @param enabledProtocols such as {@code TLSv1.3}; the context's defaults if none is given
         * @return this builder
         */
        public Builder tls(SSLContext context, String... enabledProtocols) {
            tls = Objects.requireNonNull(context, "context");
            protocols = enabledProtocols.clone();
            return this;
        }

        /**
         * Makes the server demand a certificate from the client.
         *
         * @return this builder
         */
        public Builder demandClientCertificate() {
            clientCertificate = true;
            return this;
        }

        /**
         * Makes the server claim TLS in its {@link ScriptedServer#endpoint()} and then play its scripts in plain text.
         *
         * @param context any context
         * @return this builder
         */
        public Builder pretendTls(SSLContext context) {
            tls = Objects.requireNonNull(context, "context");
            handshake = false;
            return this;
        }

        /**
         * Starts the server.
         *
         * @return the running server
         */
        public ScriptedServer start() {
            return new ScriptedServer(this).listen();
        }

        private Script script(int index) {
            if (index < scripts.size()) {
                return scripts.get(index);
            }
            return last == null ? ServerConnection::close : last;
        }

        private Socket secure(Socket raw) throws IOException {
            if (tls == null || !handshake) {
                return raw;
            }
            SSLSocket socket = (SSLSocket) tls.getSocketFactory()
                    .createSocket(raw, raw.getInetAddress().getHostAddress(), raw.getPort(), true);
            socket.setUseClientMode(false);
            socket.setNeedClientAuth(clientCertificate);
            if (protocols.length > 0) {
                socket.setEnabledProtocols(protocols);
            }
            socket.startHandshake();
            return socket;
        }
    }
}
