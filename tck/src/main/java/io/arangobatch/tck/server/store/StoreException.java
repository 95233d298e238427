package io.arangobatch.tck.server.store;

/** An operation that the store refused, with the server's error. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ArangoError error;

    StoreException(ArangoError error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    public ArangoError error() {
        return error;
    }

    /** Never {@code null}, unlike the inherited one. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
