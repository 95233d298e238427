package io.arangobatch;

/** Settings of one batch session. Immutable; each setter returns a changed copy. Limits that are not set come from the connection. */
public final class BatchOptions {

    private static final BatchOptions DEFAULTS = new BatchOptions(true, 0, 0, 0, true, 0, true, 4);

    private final boolean returnResults;
    private final int maxRequests;
    private final long maxBytes;
    private final long spillThreshold;
    private final boolean coalesce;
    private final int maxCoalesced;
    private final boolean ordered;
    private final int connections;

    private BatchOptions(
            boolean returnResults,
            int maxRequests,
            long maxBytes,
            long spillThreshold,
            boolean coalesce,
            int maxCoalesced,
            boolean ordered,
            int connections) {
        this.returnResults = returnResults;
        this.maxRequests = maxRequests;
        this.maxBytes = maxBytes;
        this.spillThreshold = spillThreshold;
        this.coalesce = coalesce;
        this.maxCoalesced = maxCoalesced;
        this.ordered = ordered;
        this.connections = connections;
    }

    /**
     * Returns the defaults: results are returned, the order is kept, neighbours are put together, limits as the connection has them.
     *
     * @return the default options
     */
    public static BatchOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Sets whether jobs get results. Without them no job is kept and the answer is not decoded, which saves memory and time; the number of
     * failed requests is still reported.
     *
     * @param value whether results are wanted; {@code true} by default
     * @return the changed options
     */
    public BatchOptions returnResults(boolean value) {
        return new BatchOptions(
                value, maxRequests, maxBytes, spillThreshold, coalesce, maxCoalesced, ordered, connections);
    }

    /**
     * Tells whether jobs get results.
     *
     * @return whether results are wanted
     */
    public boolean returnResults() {
        return returnResults;
    }

    /**
     * Sets how many requests the session may queue.
     *
     * @param value at least 1
     * @return the changed options
     * @throws ArangoConfigurationException if the value is below 1
     */
    public BatchOptions maxRequests(int value) {
        return new BatchOptions(
                returnResults,
                (int) positive("maxRequests", value),
                maxBytes,
                spillThreshold,
                coalesce,
                maxCoalesced,
                ordered,
                connections);
    }

    /**
     * Returns how many requests the session may queue.
     *
     * @return the limit, or 0 for that of the connection
     */
    public int maxRequests() {
        return maxRequests;
    }

    /**
     * Sets how many bytes the session may queue, counted as they go on the wire.
     *
     * @param value at least 1
     * @return the changed options
     * @throws ArangoConfigurationException if the value is below 1
     */
    public BatchOptions maxBytes(long value) {
        return new BatchOptions(
                returnResults,
                maxRequests,
                positive("maxBytes", value),
                spillThreshold,
                coalesce,
                maxCoalesced,
                ordered,
                connections);
    }

    /**
     * Returns how many bytes the session may queue.
     *
     * @return the limit, or 0 for that of the connection
     */
    public long maxBytes() {
        return maxBytes;
    }

    /**
     * Sets how many bytes of the queue stay in memory. Beyond them it continues in a temporary file, which only its owner can read and which is gone after
     * the commit, {@link BatchSession#close}, {@link Connection#close}, and when the JVM ends. What is still being put together stays in memory: the last
     * request on the wire, which may hold up to 4 MiB of single documents, or is as large as one request of yours.
     *
     * @param value at least 1; {@link Long#MAX_VALUE} for no file
     * @return the changed options
     * @throws ArangoConfigurationException if the value is below 1
     */
    public BatchOptions spillThreshold(long value) {
        return new BatchOptions(
                returnResults,
                maxRequests,
                maxBytes,
                positive("spillThreshold", value),
                coalesce,
                maxCoalesced,
                ordered,
                connections);
    }

    /**
     * Returns how many bytes of the queue stay in memory.
     *
     * @return the threshold, {@link Long#MAX_VALUE} for no file, or 0 for that of the connection
     */
    public long spillThreshold() {
        return spillThreshold;
    }

    /**
     * Sets whether neighbouring operations on single documents travel as one request for many, where they are equal but for document and key. That is less
     * work for the server; each job gets the same result or error as if it had travelled alone.
     *
     * @param value whether they are put together; {@code true} by default
     * @return the changed options
     */
    public BatchOptions coalesce(boolean value) {
        return new BatchOptions(
                returnResults, maxRequests, maxBytes, spillThreshold, value, maxCoalesced, ordered, connections);
    }

    /**
     * Tells whether neighbouring operations on single documents travel as one request for many.
     *
     * @return whether they are put together
     */
    public boolean coalesce() {
        return coalesce;
    }

    /**
     * Sets how many operations may travel as one request.
     *
     * @param value at least 1
     * @return the changed options
     * @throws ArangoConfigurationException if the value is below 1
     */
    public BatchOptions maxCoalesced(int value) {
        return new BatchOptions(
                returnResults,
                maxRequests,
                maxBytes,
                spillThreshold,
                coalesce,
                (int) positive("maxCoalesced", value),
                ordered,
                connections);
    }

    /**
     * Returns how many operations may travel as one request.
     *
     * @return the limit, or 0 for that of the connection
     */
    public int maxCoalesced() {
        return maxCoalesced;
    }

    /**
     * Sets whether the requests run in the order in which they were added. If not, a commit puts operations of one kind together though others came in between, and
     * spreads them over several connections. Results stay with their jobs. Operations on one document keep their order; nothing else does: requests for many
     * documents, queries and all others may run before or after operations that were added earlier.
     *
     * @param value whether the order is kept; {@code true} by default
     * @return the changed options
     */
    public BatchOptions ordered(boolean value) {
        return new BatchOptions(
                returnResults, maxRequests, maxBytes, spillThreshold, coalesce, maxCoalesced, value, connections);
    }

    /**
     * Tells whether the requests run in the order in which they were added.
     *
     * @return whether the order is kept
     */
    public boolean ordered() {
        return ordered;
    }

    /**
     * Sets over how many connections an unordered commit is spread. Means nothing to an ordered one.
     *
     * @param value at least 1; 4 by default
     * @return the changed options
     * @throws ArangoConfigurationException if the value is below 1
     */
    public BatchOptions connections(int value) {
        return new BatchOptions(
                returnResults, maxRequests, maxBytes, spillThreshold, coalesce, maxCoalesced, ordered, (int)
                        positive("connections", value));
    }

    /**
     * Returns over how many connections an unordered commit is spread.
     *
     * @return at least 1
     */
    public int connections() {
        return connections;
    }

    private static long positive(String option, long value) {
        if (value < 1) {
            throw new ArangoConfigurationException(
                    "batch option " + option + " is " + value + "; it must be at least 1");
        }
        return value;
    }
}
