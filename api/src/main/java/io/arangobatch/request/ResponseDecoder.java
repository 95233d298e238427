package io.arangobatch.request;

/**
 * Turns an answer into a result. Called for every answer of the server, errors included: one that has no use for error answers begins with
 * {@link ArangoResponse#requireSuccess()}.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface ResponseDecoder<T> {

    /**
     * Decodes an answer. Runs on the thread that asks for the result.
     *
     * @param response the whole answer
     * @return the result
     * @throws io.arangobatch.ArangoException the server's error, or that the answer cannot be understood
     */
    T decode(ArangoResponse response);
}
