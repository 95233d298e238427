package io.arangobatch;

/** When a request that is given to a facade runs. */
public enum ExecutionContext {

    /** At once: methods return results. */
    DEFAULT,

    /** With the commit of a batch: methods return jobs. */
    BATCH
}
