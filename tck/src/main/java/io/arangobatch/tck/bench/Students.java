package io.arangobatch.tck.bench;

import io.arangobatch.BatchJob;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.tck.server.EmbeddedArango;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A server with one collection, and a connection to it over the transport under test.
 *
 * @param embedded gives the server, or skips the test if that is a real one
 */
public record Students(Supplier<EmbeddedArango> embedded, Connection connection) {

    /** The name of the collection. */
    public static final String COLLECTION = "students";

    public Students(EmbeddedArango server, Connection connection) {
        this(() -> server, connection);
    }

    /** The server, for tests that look into it; skips the test when it is a real one. */
    public EmbeddedArango server() {
        return embedded.get();
    }

    public BatchSession begin() {
        return connection.beginBatch();
    }

    /** A session in which so many documents with the keys 1, 2, … are queued. */
    public BatchSession beginWith(int documents) {
        BatchSession session = begin();
        IntStream.rangeClosed(1, documents).forEach(key -> insert(session, Integer.toString(key)));
        return session;
    }

    /** Queues a document that is nothing but its key. */
    public static void insert(BatchSession session, String key) {
        session.collection(COLLECTION).insert(Map.of("_key", key));
    }

    /** The key that the answer to an insert tells. */
    public static String keyOf(BatchJob<?> job) {
        return ((DocumentMetadata) job.result()).key();
    }

    /** How many documents there are. */
    public long count() {
        return connection.collection(COLLECTION).count();
    }

    /** The keys of all documents, in the order in which they came. */
    public List<String> keys() {
        return connection
                .aql()
                .query("FOR s IN " + COLLECTION + " SORT TO_NUMBER(s._key) RETURN s._key", String.class)
                .toList();
    }
}
