package io.arangobatch.tck.server.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Listens on a loopback port and gives each connection a thread. */
public final class HttpServer implements AutoCloseable {
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final int BACKLOG = 1024;

    private final ServerSocket socket;
    private final HttpListener listener;
    private final HttpLimits limits;
    private final ExecutorService threads = Executors.newCachedThreadPool(HttpServer::thread);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    private HttpServer(ServerSocket socket, HttpListener listener, HttpLimits limits) {
        this.socket = socket;
        this.listener = listener;
        this.limits = limits;
    }

    /** Starts to listen; port 0 takes a free one. */
    public static HttpServer start(int port, @Nullable SSLContext tls, HttpLimits limits, HttpListener listener)
            throws IOException {
        ServerSocketFactory factory = tls == null ? ServerSocketFactory.getDefault() : tls.getServerSocketFactory();
        ServerSocket socket = factory.createServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        HttpServer server = new HttpServer(socket, listener, limits);
        server.threads.execute(server::accept);
        return server;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Runs work beside the connections, on the server's own threads. */
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** Waits, but no longer than the server lives. */
    void await(Duration duration) throws InterruptedException {
        closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    HttpListener listener() {
        return listener;
    }

    HttpLimits limits() {
        return limits;
    }

    /** Ends all connections. */
    @Override
    public void close() {
        closed.countDown();
        closeQuietly(socket);
        open.forEach(HttpServer::closeQuietly);
        threads.shutdownNow();
    }

    private void accept() {
        while (!isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                serve(client);
            } catch (IOException e) {
                // One client's failure, or the end of the listening socket: the loop's condition tells them apart.
                if (socket.isClosed()) {
                    return;
                }
            }
        }
    }

    private void serve(Socket client) {
        try {
            threads.execute(() -> {
                try (client) {
                    new HttpConnection(this, client, listener.opened()).run();
                } catch (IOException e) {
                    // The client is gone: there is nobody to tell.
                    closeQuietly(client);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    open.remove(client);
                }
            });
        } catch (RejectedExecutionException e) {
            closeQuietly(client);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Closing is all that was wanted, and it is closed now.
            System.getLogger(HttpServer.class.getName()).log(System.Logger.Level.TRACE, "closing", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "embedded-arango-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
