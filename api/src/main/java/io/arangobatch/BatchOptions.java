package io.arangobatch;

/** Settings of one batch session. Immutable; each setter returns a changed copy. Limits that are not set come from the connection. */
public final class BatchOptions {

    private static final BatchOptions DEFAULTS = new BatchOptions(true, 0, 0);

    private final boolean returnResults;
    private final int maxRequests;
    private final long maxBytes;

    private BatchOptions(boolean returnResults, int maxRequests, long maxBytes) {
        this.returnResults = returnResults;
        this.maxRequests = maxRequests;
        this.maxBytes = maxBytes;
    }

    /**
     * Returns the defaults: results are returned, limits as the connection has them.
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
        return new BatchOptions(value, maxRequests, maxBytes);
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
        return new BatchOptions(returnResults, (int) positive("maxRequests", value), maxBytes);
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
        return new BatchOptions(returnResults, maxRequests, positive("maxBytes", value));
    }

    /**
     * Returns how many bytes the session may queue.
     *
     * @return the limit, or 0 for that of the connection
     */
    public long maxBytes() {
        return maxBytes;
    }

    private static long positive(String option, long value) {
        if (value < 1) {
            throw new ArangoConfigurationException(
                    "batch option " + option + " is " + value + "; it must be at least 1");
        }
        return value;
    }
}
