package io.arangobatch.spi;

/**
 * One header line of a request or an answer. Order and duplicates count, so headers travel as lists of these.
 *
 * @param name the name as it is to be written, or as it arrived; compared without regard to case
 * @param value the value without surrounding blanks
 */
public record HttpHeader(String name, String value) {

    /**
     * Tells whether this header has the given name.
     *
     * @param other a header name in any case
     * @return whether the names are equal but for case
     */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /**
     * Returns the name alone: a value may be a credential, and texts end in logs.
     *
     * @return the name, with the value left out
     */
    @Override
    public String toString() {
        return name + ": …";
    }
}
