package io.arangobatch.tck.benchmark.process;

/** A process could not do what it was asked, or is gone. */
public final class ChildFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChildFailure(String message) {
        super(message);
    }
}
