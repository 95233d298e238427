package io.arangobatch;

/** A request about an index failed, for example with 1212 (not found) or 10 (bad definition). */
public class IndexException extends ArangoServerException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for an error answer.
     *
     * @param status the HTTP status
     * @param errorNum ArangoDB's error number, or 0 if the answer has none
     * @param errorMessage ArangoDB's text, or the HTTP reason if the answer has none
     * @param request the request's method and target
     */
    public IndexException(int status, int errorNum, String errorMessage, String request) {
        super(status, errorNum, errorMessage, request);
    }
}
