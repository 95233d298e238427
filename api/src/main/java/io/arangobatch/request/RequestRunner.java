package io.arangobatch.request;

/** Runs requests and waits for their results. Thread-safe. */
@FunctionalInterface
public interface RequestRunner {

    /**
     * Runs a request and waits for its result.
     *
     * @param request what to do
     * @param <T> what the request returns
     * @return the result
     * @throws io.arangobatch.ArangoException as {@link io.arangobatch.Connection#execute} does
     */
    <T> T run(ArangoRequest<T> request);
}
