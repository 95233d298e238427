package io.arangobatch.tck;

/** How a test waits for the end of an exchange. */
public enum TckUse {

    /** The calling thread waits on the future that the transport returned. */
    BLOCKING("blocking"),

    /** Nobody waits on the transport's future: the outcome comes through callbacks, which also start the next exchange. */
    ASYNCHRONOUS("asynchronous");

    private final String words;

    TckUse(String words) {
        this.words = words;
    }

    /**
     * Returns the name as it stands in reports.
     *
     * @return for example {@code blocking}
     */
    @Override
    public String toString() {
        return words;
    }
}
