package io.arangobatch.tck.benchmark.load;

/**
 * What every contender does over and over.
 *
 * @param name how it is called on the command line
 * @param operations how many operations make one batch
 * @param documentBytes how many bytes a document has as JSON
 * @param threads how many threads send batches of their own at once
 * @param mixed whether reads and AQL queries are among the inserts
 */
public record Load(String name, int operations, int documentBytes, int threads, boolean mixed) {

    /** The load that the goals are about. */
    public static final String STANDARD = "standard";

    /** The same with a thousand times as many operations in a batch. */
    public static final String MILLION = "batch-1000000";

    public String about() {
        return "%,d %s a batch, documents of %,d bytes, %d %s"
                .formatted(
                        operations,
                        mixed ? "inserts, reads and queries" : operations == 1 ? "insert" : "inserts",
                        documentBytes,
                        threads,
                        threads == 1 ? "thread" : "threads");
    }
}
