package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.Endpoint;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server on the loopback whose every connection plays the same script, on a thread of its own. */
final class ScriptedServer implements AutoCloseable {

    interface Script {
        void play(Peer peer) throws IOException;
    }

    private final ServerSocket listening;
    private final boolean tls;
    private final Script script;
    private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();

    /** One permit for each connection whose end the script has seen. */
    final Semaphore ended = new Semaphore(0);

    ScriptedServer(Script script) throws IOException {
        this(ServerSocketFactory.getDefault(), "127.0.0.1", false, script);
    }

    ScriptedServer(ServerSocketFactory factory, String address, boolean tls, Script script) throws IOException {
        this.listening = factory.createServerSocket(0, 50, InetAddress.getByName(address));
        this.tls = tls;
        this.script = script;
        daemon(this::accept);
    }

    static ScriptedServer answering(String answer) throws IOException {
        return new ScriptedServer(peer -> {
            while (peer.readRequest()) {
                peer.write(answer);
            }
        });
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", listening.getLocalPort(), tls);
    }

    Endpoint endpoint(String host) {
        return new Endpoint(host, listening.getLocalPort(), tls);
    }

    int connections() {
        return accepted.get();
    }

    boolean sawAnEnd() throws InterruptedException {
        return ended.tryAcquire(10, TimeUnit.SECONDS);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                accepted.incrementAndGet();
                sockets.add(socket);
                daemon(() -> play(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void play(Socket socket) {
        try (socket) {
            script.play(new Peer(socket));
        } catch (IOException e) {
            // the client hung up, which is what many a script waits for
        } finally {
            ended.release();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** The server's end of one connection. */
    static final class Peer {

        private final Socket socket;
        private final InputStream in;
        String head = "";
        long bodyBytes;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream(), 65_536);
        }

        Socket socket() {
            return socket;
        }

        /** Reads a request with its body; false at the end of the connection. */
        boolean readRequest() throws IOException {
            if (!readHead()) {
                return false;
            }
            bodyBytes = contentLength();
            in.skipNBytes(bodyBytes);
            return true;
        }

        boolean readHead() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                bytes.write(b);
                head = bytes.toString(StandardCharsets.ISO_8859_1);
                if (b == '\n' && head.endsWith("\r\n\r\n")) {
                    return true;
                }
            }
            return false;
        }

        private long contentLength() {
            return head.lines()
                    .filter(line -> line.startsWith("Content-Length: "))
                    .mapToLong(line -> Long.parseLong(line.substring(16)))
                    .sum();
        }

        void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        void shutdownOutput() throws IOException {
            socket.shutdownOutput();
        }

        /** Reads and drops until the client ends the connection. */
        void awaitEnd() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
