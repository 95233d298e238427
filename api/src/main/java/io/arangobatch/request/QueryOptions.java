package io.arangobatch.request;

import io.arangobatch.ArangoRequestException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Options of an AQL query. Immutable; each setter returns a changed copy. What is not set is left to the server's default. */
public final class QueryOptions {

    private static final QueryOptions NONE = new QueryOptions(Map.of(), Map.of());

    private final Map<String, Object> members;
    private final Map<String, Object> options;

    private QueryOptions(Map<String, Object> members, Map<String, Object> options) {
        this.members = members;
        this.options = options;
    }

    /**
     * Returns options in which nothing is set.
     *
     * @return the options to start from
     */
    public static QueryOptions none() {
        return NONE;
    }

    /**
     * Sets whether the answer tells how many results there are over all pages.
     *
     * @param value {@code false} by default
     * @return the changed options
     */
    public QueryOptions count(boolean value) {
        return withMember("count", value);
    }

    /**
     * Sets how many results a page may hold.
     *
     * @param value at least 1; 1,000 by default
     * @return the changed options
     * @throws ArangoRequestException if the value is below 1
     */
    public QueryOptions batchSize(int value) {
        if (value < 1) {
            throw new ArangoRequestException("the batch size of a query is " + value + "; it must be at least 1");
        }
        return withMember("batchSize", value);
    }

    /**
     * Sets how long the server keeps the cursor between two pages.
     *
     * @param value at least a second, sent in whole seconds, rounded up; 30 seconds by default
     * @return the changed options
     * @throws ArangoRequestException if the value is not positive
     */
    public QueryOptions ttl(Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new ArangoRequestException("the ttl of a query is " + value + "; it must be positive");
        }
        return withMember("ttl", value.plusNanos(999_999_999).toSeconds());
    }

    /**
     * Sets whether the server's query cache may be used.
     *
     * @param value the server's setting by default
     * @return the changed options
     */
    public QueryOptions cache(boolean value) {
        return withMember("cache", value);
    }

    /**
     * Sets how much memory the query may use.
     *
     * @param bytes a number of bytes; 0, the default, for the server's limit
     * @return the changed options
     * @throws ArangoRequestException if the value is negative
     */
    public QueryOptions memoryLimit(long bytes) {
        if (bytes < 0) {
            throw new ArangoRequestException("the memory limit of a query is " + bytes + "; it must not be negative");
        }
        return withMember("memoryLimit", bytes);
    }

    /**
     * Sets whether the answer tells how many results there would be without the last {@code LIMIT}.
     *
     * @param value {@code false} by default
     * @return the changed options
     */
    public QueryOptions fullCount(boolean value) {
        return option("fullCount", value);
    }

    /**
     * Sets any other member of the query's {@code options}, such as {@code stream} or {@code profile}.
     *
     * @param name the member's name
     * @param value what the connection's object mapper can write
     * @return the changed options
     */
    public QueryOptions option(String name, Object value) {
        return new QueryOptions(members, added(options, name, value));
    }

    private QueryOptions withMember(String name, Object value) {
        return new QueryOptions(added(members, name, value), options);
    }

    private static Map<String, Object> added(Map<String, Object> map, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(map);
        changed.put(name, ArangoRequest.requireValue("query option " + name, value));
        return changed;
    }

    /** Adds what is set to the body of a cursor or explain request. */
    void applyTo(Map<String, Object> body) {
        body.putAll(members);
        if (!options.isEmpty()) {
            body.put("options", options);
        }
    }
}
