package io.arangobatch;

/** The server did not let the user in (HTTP 401) or does not allow the operation (HTTP 403). */
public class AccessException extends ArangoServerException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for an error answer.
     *
     * @param status the HTTP status
     * @param errorNum ArangoDB's error number, or 0 if the answer has none
     * @param errorMessage ArangoDB's text, or the HTTP reason if the answer has none
     * @param request the request's method and target
     */
    public AccessException(int status, int errorNum, String errorMessage, String request) {
        super(status, errorNum, errorMessage, request);
    }
}
