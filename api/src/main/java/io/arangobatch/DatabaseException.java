package io.arangobatch;

/** A request about a database failed, or any request met a database that does not exist (1228). */
public class DatabaseException extends ArangoServerException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for an error answer.
     *
     * @param status the HTTP status
     * @param errorNum ArangoDB's error number, or 0 if the answer has none
     * @param errorMessage ArangoDB's text, or the HTTP reason if the answer has none
     * @param request the request's method and target
     */
    public DatabaseException(int status, int errorNum, String errorMessage, String request) {
        super(status, errorNum, errorMessage, request);
    }
}
