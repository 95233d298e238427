package io.arangobatch.tck.bench;

import io.arangobatch.ArangoCollection;
import io.arangobatch.ArangoDriver;
import io.arangobatch.ArangoException;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.JobStatus;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** The whole driver over the transport under test: servers with data, connections, commits in the use of the test. */
public final class Driver {

    private final Bench bench;

    Driver(Bench bench) {
        this.bench = bench;
    }

    /** A server with an empty collection, and a connection to it. */
    public Students students() {
        return students(settings -> settings);
    }

    /** A server with an empty collection, and a connection to it with some settings changed. */
    public Students students(UnaryOperator<ConnectionConfig.Builder> settings) {
        Arango arango = bench.arango();
        Connection connection = connectToEmpty(settings.apply(roomy(arango.config())));
        arango.embedded().ifPresent(server -> server.journal().clear());
        return new Students(bench::embedded, connection);
    }

    /** An embedded server of the version that the run is for, to be changed as a test needs it. */
    public EmbeddedArango.Builder server() {
        return EmbeddedArango.builder().serverVersion(bench.options().serverVersion());
    }

    /** An embedded server made for the test with an empty collection, and a connection to it with some settings changed. */
    public Students students(EmbeddedArango.Builder server, UnaryOperator<ConnectionConfig.Builder> settings) {
        bench.skipWithRealServer();
        EmbeddedArango arango = bench.outliving(server.start());
        Connection connection = connectToEmpty(settings.apply(
                config(loopback(arango.port())).carrier(bench.options().carrier())));
        arango.journal().clear();
        return new Students(arango, connection);
    }

    private Connection connectToEmpty(ConnectionConfig.Builder config) {
        Connection connection = connect(config);
        try {
            empty(connection);
        } catch (ArangoException broken) {
            throw new AssertionError(
                    "expected: an empty collection can be made at the server; came: " + broken, broken);
        }
        return connection;
    }

    private static void empty(Connection connection) {
        ArangoCollection students = connection.collection(Students.COLLECTION);
        // A test may ask more than once for an empty one, on the same server. The list is no error for those who fail
        // at a 404.
        boolean exists = connection.databases().collections(true).stream()
                .anyMatch(collection -> collection.name().equals(Students.COLLECTION));
        if (exists) {
            students.truncate();
        } else {
            students.create(CollectionOptions.none());
        }
    }

    /** Settings whose timeouts no test is meant to reach, and a commit as scripted servers expect it: in one call. */
    public ConnectionConfig.Builder config(Endpoint endpoint) {
        return roomy(ConnectionConfig.builder()
                .endpoints(List.of(endpoint))
                .carrier(BatchCarrier.MULTIPART)
                .transportProvider(bench.provider()));
    }

    private ConnectionConfig.Builder roomy(ConnectionConfig.Builder config) {
        Duration patience = bench.patience();
        return config.connectTimeout(patience)
                .acquireTimeout(patience)
                .responseTimeout(patience.multipliedBy(2))
                .commitTimeout(patience.multipliedBy(3))
                .idleTimeout(patience.multipliedBy(6))
                .maxConnections(4)
                .maxCoalesced(1);
    }

    public Connection connect(ConnectionConfig.Builder config) {
        return bench.closing(ArangoDriver.connect(config.build()));
    }

    public Connection connect(Endpoint endpoint) {
        return connect(config(endpoint));
    }

    public Connection connect(ScriptedServer server) {
        return connect(server.endpoint());
    }

    /** Begins a commit. */
    public Commit begin(BatchSession session) {
        return Commit.begin(session, bench.use(), bench.patience());
    }

    /** Commits and waits for the result. */
    public BatchResult commit(BatchSession session) {
        return begin(session).result();
    }

    /** Waits until a job has its answer, while the commit may go on. */
    public void awaitAnswer(BatchJob<?> job) {
        bench.within(job.toCompletableFuture());
    }

    /** How far the jobs have come, in their order. */
    public static List<JobStatus> statuses(List<? extends BatchJob<?>> jobs) {
        return jobs.stream().<JobStatus>map(BatchJob::status).toList();
    }

    /** The address of an embedded server. */
    public static Endpoint loopback(int port) {
        return new Endpoint("127.0.0.1", port, false);
    }
}
