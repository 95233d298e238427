package io.arangobatch.tck.benchmark.nullserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Listens on a free loopback port and answers everything from prepared bytes. Thread-safe. */
public final class NullServer implements AutoCloseable {

    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();

    private NullServer(ServerSocket listener) {
        this.listener = listener;
    }

    /** Starts a server on daemon threads. */
    public static NullServer start() {
        try {
            NullServer server = new NullServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            daemon("null-server-accept", server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on a loopback port: " + e.getMessage(), e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                NullConnection connection = new NullConnection(socket, received, sent);
                daemon("null-server-" + socket.getPort(), () -> {
                    connection.run();
                    sockets.remove(socket);
                });
            } catch (IOException e) {
                // Either the server is being closed, or the client was gone before it was served.
            }
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return listener.getLocalPort();
    }

    public long bytesReceived() {
        return received.sum();
    }

    public long bytesSent() {
        return sent.sum();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the null server: " + e.getMessage(), e);
        }
    }
}
