package io.arangobatch.tck.server.store;

/** What a user may do with a database or a collection. */
public enum Access {
    NONE,
    RO,
    RW;

    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * Reads a grant.
     *
     * @throws StoreException 10 if it is not one
     */
    public static Access of(String text) {
        for (Access access : values()) {
            if (access.text().equals(text)) {
                return access;
            }
        }
        throw ArangoError.BAD_PARAMETER.exception();
    }
}
