package io.arangobatch;

import java.util.Objects;

/**
 * The server answered a request with an error. Rely on {@link #errorNum()}: it is the same in all versions, while texts differ.
 */
public class ArangoServerException extends ArangoException {

    private static final long serialVersionUID = 1L;

    /** The HTTP status. */
    private final int status;

    /** ArangoDB's error number. */
    private final int errorNum;

    /** ArangoDB's own text. */
    private final String errorMessage;

    /** The request that failed. */
    private final String request;

    /**
     * Creates an exception for an error answer.
     *
     * @param status the HTTP status
     * @param errorNum ArangoDB's error number, or 0 if the answer has none
     * @param errorMessage ArangoDB's text, or the HTTP reason if the answer has none
     * @param request the request's method and target, such as {@code POST /_api/document/students}
     */
    public ArangoServerException(int status, int errorNum, String errorMessage, String request) {
        super(request + " failed with HTTP " + status + ", errorNum " + errorNum + ": " + errorMessage);
        this.status = status;
        this.errorNum = errorNum;
        this.errorMessage = Objects.requireNonNull(errorMessage, "errorMessage");
        this.request = Objects.requireNonNull(request, "request");
    }

    /**
     * Returns the HTTP status.
     *
     * @return 300 to 599
     */
    public int status() {
        return status;
    }

    /**
     * Returns ArangoDB's error number.
     *
     * @return for example 1202 for a missing document; 0 if the answer has none
     */
    public int errorNum() {
        return errorNum;
    }

    /**
     * Returns ArangoDB's own text.
     *
     * @return the text without the request that {@link #getMessage()} begins with
     */
    public String errorMessage() {
        return errorMessage;
    }

    /**
     * Returns which request failed.
     *
     * @return method and target, such as {@code POST /_api/document/students}
     */
    public String request() {
        return request;
    }
}
