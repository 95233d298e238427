package io.arangobatch;

/** An AQL query, its explanation, its parsing or its cursor failed, for example with 1501 (syntax error) or 1203 (collection not found). */
public class AqlQueryException extends ArangoServerException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for an error answer.
     *
     * @param status the HTTP status
     * @param errorNum ArangoDB's error number, or 0 if the answer has none
     * @param errorMessage ArangoDB's text, or the HTTP reason if the answer has none
     * @param request the request's method and target
     */
    public AqlQueryException(int status, int errorNum, String errorMessage, String request) {
        super(status, errorNum, errorMessage, request);
    }
}
