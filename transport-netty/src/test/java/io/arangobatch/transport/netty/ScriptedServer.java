package io.arangobatch.transport.netty;

import io.arangobatch.spi.Endpoint;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A server on loopback that does with each connection what the test's script says. */
final class ScriptedServer implements AutoCloseable {

    /** What happens on one connection; it is closed afterwards. */
    interface Script {
        void run(Peer peer) throws Exception;
    }

    /** The server's side of one connection. */
    record Peer(int number, Socket socket, InputStream in) {

        /** Reads request line and headers. */
        String head() throws IOException {
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("the client closed the connection");
                }
                head.append((char) next);
            }
            return head.toString();
        }

        String body(int length) throws IOException {
            return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        }

        void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** Closes without a proper end: the client sees a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Waits until the client has closed the connection. */
        void awaitEnd() {
            try {
                while (in.read() >= 0) {
                    continue;
                }
            } catch (IOException reset) {
                // closed all the same
            }
        }
    }

    private final ServerSocket listener;
    private final Script script;
    private final boolean tls;
    final List<Socket> accepted = new CopyOnWriteArrayList<>();
    final List<Socket> ended = new CopyOnWriteArrayList<>();

    private ScriptedServer(ServerSocket listener, boolean tls, Script script) {
        this.listener = listener;
        this.tls = tls;
        this.script = script;
    }

    static ScriptedServer start(Script script) throws IOException {
        return start(ServerSocketFactory.getDefault(), "127.0.0.1", false, script);
    }

    static ScriptedServer start(ServerSocketFactory sockets, String address, boolean tls, Script script)
            throws IOException {
        ScriptedServer server =
                new ScriptedServer(sockets.createServerSocket(0, 50, InetAddress.getByName(address)), tls, script);
        daemon(server::acceptAll);
        return server;
    }

    /** Answers every request with 200 and a body that tells the number of the connection. */
    static void hello(Peer peer) throws IOException {
        while (true) {
            peer.head();
            peer.say("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + peer.number());
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listener.accept();
                accepted.add(socket);
                Peer peer = new Peer(accepted.size(), socket, new BufferedInputStream(socket.getInputStream()));
                daemon(() -> serve(peer));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Peer peer) {
        try {
            script.run(peer);
            peer.socket().close();
        } catch (Exception over) {
            closeAfter(over, peer.socket());
        } finally {
            ended.add(peer.socket());
        }
    }

    /** The client has gone, most likely: the test looks at the client's side. */
    private static void closeAfter(Exception over, Socket socket) {
        try {
            socket.close();
        } catch (IOException again) {
            over.addSuppressed(again);
        }
    }

    Endpoint endpoint() {
        return endpoint("127.0.0.1");
    }

    Endpoint endpoint(String host) {
        return new Endpoint(host, listener.getLocalPort(), tls);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }
}
