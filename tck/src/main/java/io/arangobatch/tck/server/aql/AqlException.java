package io.arangobatch.tck.server.aql;

/** A query that failed, with ArangoDB's error number and the message as a client reads it. */
public final class AqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Marks a construct that the engine does not know: the server answers 501. */
    public static final int NOT_IMPLEMENTED = 9;

    private final int errorNum;

    public AqlException(int errorNum, String message) {
        super(message, null, false, false);
        this.errorNum = errorNum;
    }

    public int errorNum() {
        return errorNum;
    }

    /** Never {@code null}, unlike the inherited one. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
