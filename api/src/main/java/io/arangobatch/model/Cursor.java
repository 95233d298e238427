package io.arangobatch.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The results of a query, page by page. The first page is here; further ones are fetched from the server that made the cursor as they are asked
 * for, on the calling thread. Closing it frees what the server still holds.
 *
 * <p>For one thread at a time. A JSON {@code null} among the results is a Java {@code null}, or a {@code NullNode} where {@link JsonNode}s
 * were asked for.
 *
 * @param <T> the class of a result
 */
public interface Cursor<T> extends Iterable<T>, AutoCloseable {

    /**
     * Returns the results of the current page.
     *
     * @return an unmodifiable list
     */
    List<T> page();

    /**
     * Tells whether the server has further pages.
     *
     * @return whether {@link #nextPage()} would fetch one
     */
    boolean hasMore();

    /**
     * Fetches the next page, which becomes the current one.
     *
     * @return the results of the new page
     * @throws NoSuchElementException if there is none
     * @throws io.arangobatch.AqlQueryException if the server's cursor has expired (1600)
     * @throws io.arangobatch.spi.TransportException if the exchange broke
     */
    List<T> nextPage();

    /**
     * Returns the first result of the current page.
     *
     * @return the result
     * @throws NoSuchElementException if the query gave none
     */
    T first();

    /**
     * Goes through the results from the current page on to the last, fetching pages on the way. What was passed is not kept, so this works once
     * for results beyond the current page.
     *
     * @return an iterator without removal
     */
    @Override
    Iterator<T> iterator();

    /**
     * Does what {@link #iterator()} does.
     *
     * @return a sequential stream
     */
    Stream<T> stream();

    /**
     * Gathers the results from the current page on to the last.
     *
     * @return an unmodifiable list
     */
    List<T> toList();

    /**
     * Returns how many results there are over all pages.
     *
     * @return the number, if {@code count} was asked for
     */
    OptionalLong count();

    /**
     * Returns how many results there would be without the last {@code LIMIT}.
     *
     * @return the number, if {@code fullCount} was asked for
     */
    OptionalLong fullCount();

    /**
     * Tells whether the results came from the server's query cache.
     *
     * @return whether they did
     */
    boolean cached();

    /**
     * Returns the warnings that the query raised.
     *
     * @return an unmodifiable list
     */
    List<AqlWarning> warnings();

    /**
     * Returns what the server tells of the query besides: statistics, profile.
     *
     * @return the member {@code extra} of the answer, an empty object if there is none
     */
    JsonNode extra();

    /**
     * Frees the server's cursor, if it has further pages. One that the server has forgotten already is no error. A second call has no effect.
     *
     * @throws io.arangobatch.spi.TransportException if the exchange broke
     */
    @Override
    void close();
}
