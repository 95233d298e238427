package io.arangobatch.tck.report;

/**
 * Gets what a run of the kit gathers, in place of a printed summary. The kit looks for one in the store of the launcher's session, so that
 * whoever starts the kit reads the outcomes without anything that is shared by the whole JVM.
 */
public interface RunObserver {

    /** The part of the session's store where the kit looks. */
    String NAMESPACE = "io.arangobatch.tck";

    /** The key of the observer there. */
    String KEY = "observer";

    /** A test has ended; called from the thread of the test engine. */
    void ended(Outcome outcome);

    /** The run is over. */
    void ended(TransportResult result);
}
