package io.arangobatch.internal.response;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.ResponseHead;
import java.util.List;

/** What stands before the body of an answer. Most answers are read for their body alone, so the rest may be made when it is asked for. */
public interface AnswerHead {

    /**
     * Returns the HTTP status.
     *
     * @return 100 to 999
     */
    int status();

    /**
     * Returns the reason phrase.
     *
     * @return the phrase; may be empty
     */
    String reason();

    /**
     * Returns the headers.
     *
     * @return the headers in order, unmodifiable
     */
    List<HttpHeader> headers();

    /**
     * Makes a head of what is known already.
     *
     * @param status the HTTP status
     * @param reason the reason phrase
     * @param headers the headers
     * @return the head
     */
    static AnswerHead of(int status, String reason, List<HttpHeader> headers) {
        return new Known(status, reason, headers);
    }

    /**
     * Makes a head of one that a transport has read.
     *
     * @param head status and headers
     * @return the head
     */
    static AnswerHead of(ResponseHead head) {
        return new Known(head.status(), head.reason(), head.headers());
    }

    /**
     * A head that is known.
     *
     * @param status the HTTP status
     * @param reason the reason phrase
     * @param headers the headers
     */
    record Known(int status, String reason, List<HttpHeader> headers) implements AnswerHead {}
}
