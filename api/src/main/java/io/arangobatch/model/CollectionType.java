package io.arangobatch.model;

/** What a collection holds. */
public enum CollectionType {

    /** Documents of any kind; type 2 on the wire. */
    DOCUMENT(2),

    /** Edges, which have {@code _from} and {@code _to}; type 3 on the wire. */
    EDGE(3);

    private final int code;

    CollectionType(int code) {
        this.code = code;
    }

    /**
     * Returns the number that stands for this type on the wire.
     *
     * @return 2 or 3
     */
    public int code() {
        return code;
    }

    /**
     * Returns the type of a number.
     *
     * @param code the number on the wire
     * @return {@link #EDGE} for 3, else {@link #DOCUMENT}
     */
    public static CollectionType of(int code) {
        return code == EDGE.code ? EDGE : DOCUMENT;
    }
}
