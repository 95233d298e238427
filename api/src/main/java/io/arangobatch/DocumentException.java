package io.arangobatch;

/** A document or import request failed, for example with 1202 (not found), 1210 (unique constraint violated) or 1200 (conflict). */
public class DocumentException extends ArangoServerException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for an error answer.
     *
     * @param status the HTTP status
     * @param errorNum ArangoDB's error number, or 0 if the answer has none
     * @param errorMessage ArangoDB's text, or the HTTP reason if the answer has none
     * @param request the request's method and target
     */
    public DocumentException(int status, int errorNum, String errorMessage, String request) {
        super(status, errorNum, errorMessage, request);
    }
}
