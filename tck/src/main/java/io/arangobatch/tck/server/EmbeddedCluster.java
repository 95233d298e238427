package io.arangobatch.tck.server;

import io.arangobatch.tck.server.rest.Instance;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Several coordinators over the same data, each on a loopback port of its own, any of which can be stopped and started again.
 *
 * <pre>{@code
 * try (EmbeddedCluster cluster = EmbeddedCluster.start(3)) {
 *     cluster.node(0).stop();
 *     ...
 *     cluster.node(0).start();
 * }
 * }</pre>
 *
 * <p>As in a real cluster, what one writes all others read, and a token of one is good for all; but a cursor is known only to the node that
 * made it (the others answer 404 with error 1600), and is gone once that has stopped. Each node tells of all in {@code /_api/cluster/endpoints}, of those that are stopped too, as
 * a real cluster does for a while. All data is gone when the cluster is closed. Thread-safe.
 */
public final class EmbeddedCluster implements AutoCloseable {

    private final EmbeddedArango.Builder settings;
    private final Instance data;
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<Node> nodes;

    private EmbeddedCluster(EmbeddedArango.Builder settings, int count) {
        this.settings = settings;
        this.data = settings.instance();
        this.nodes = Stream.generate(() -> new Node(this)).limit(count).toList();
    }

    /**
     * Starts a cluster of 3.2.2 servers on free ports, without authentication and without TLS.
     *
     * @param nodes how many, at least 1
     * @return the cluster, all nodes ready for requests
     * @throws IllegalArgumentException if there are to be less than one
     * @throws UncheckedIOException if a port cannot be opened
     */
    public static EmbeddedCluster start(int nodes) {
        return start(nodes, EmbeddedArango.builder());
    }

    /**
     * Starts a cluster.
     *
     * @param nodes how many, at least 1
     * @param settings what each node is like, not changed afterwards; its port does not count, for each takes one that is free
     * @return the cluster, all nodes ready for requests
     * @throws IllegalArgumentException if there are to be less than one
     * @throws UncheckedIOException if a port cannot be opened
     */
    public static EmbeddedCluster start(int nodes, EmbeddedArango.Builder settings) {
        if (nodes < 1) {
            throw new IllegalArgumentException("a cluster has at least one node, not " + nodes);
        }
        EmbeddedCluster cluster = new EmbeddedCluster(settings, nodes);
        try {
            cluster.nodes.forEach(Node::start);
            return cluster;
        } catch (UncheckedIOException e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * Returns all nodes, whether they run or not.
     *
     * @return an immutable list
     */
    public List<Node> nodes() {
        return nodes;
    }

    /**
     * Returns one node.
     *
     * @param index 0 for the first
     * @return the node
     * @throws IndexOutOfBoundsException if there are not as many
     */
    public Node node(int index) {
        return nodes.get(index);
    }

    /** Stops all nodes. Closing twice is harmless. */
    @Override
    public void close() {
        nodes.forEach(Node::stop);
    }

    private EmbeddedArango startNode(int port) {
        return settings.start(data.coordinator(numbers.incrementAndGet(), this::endpoints), port);
    }

    private List<String> endpoints() {
        String scheme = settings.isSecure() ? "ssl" : "tcp";
        return nodes.stream()
                .filter(node -> node.port != 0)
                .map(node -> scheme + "://127.0.0.1:" + node.port)
                .toList();
    }

    /** One coordinator of a cluster. Thread-safe. */
    public static final class Node {

        private final EmbeddedCluster cluster;
        private final ReentrantLock lock = new ReentrantLock();
        private volatile int port;
        private volatile @Nullable EmbeddedArango server;
        private boolean running;

        private Node(EmbeddedCluster cluster) {
            this.cluster = cluster;
        }

        /**
         * The port of the node, which it keeps when it is stopped.
         *
         * @return the port
         */
        public int port() {
            return port;
        }

        /**
         * The server that the node is, with its journal and its faults. Each start makes another one.
         *
         * @return the server; after a stop the one that was stopped
         * @throws IllegalStateException if the node has never been started
         */
        public EmbeddedArango server() {
            EmbeddedArango latest = server;
            if (latest == null) {
                throw new IllegalStateException("the node has never been started");
            }
            return latest;
        }

        /**
         * Starts the node again, on the port that it had. Has no effect on one that runs.
         *
         * @throws UncheckedIOException if another program has taken the port
         */
        public void start() {
            lock.lock();
            try {
                if (!running) {
                    EmbeddedArango started = cluster.startNode(port);
                    server = started;
                    port = started.port();
                    running = true;
                }
            } finally {
                lock.unlock();
            }
        }

        /** Ends all connections to the node and its cursors, and refuses new ones. Has no effect on one that is stopped. */
        public void stop() {
            lock.lock();
            try {
                EmbeddedArango latest = server;
                if (running && latest != null) {
                    latest.close();
                    running = false;
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
