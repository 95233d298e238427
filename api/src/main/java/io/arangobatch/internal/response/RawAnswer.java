package io.arangobatch.internal.response;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.ResponseHead;
import java.util.List;

/** An answer that nobody has read yet. Most are read for their body alone, so the rest may be made when it is asked for. */
public interface RawAnswer {

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
     * Returns the bytes that end with the body.
     *
     * @return the bytes, not copied
     */
    byte[] bytes();

    /**
     * Returns where the body begins.
     *
     * @return the index in {@link #bytes()}; where there is no body, their length
     */
    int bodyFrom();

    /**
     * Returns how long the body is.
     *
     * @return its length in bytes
     */
    default int bodyLength() {
        return bytes().length - bodyFrom();
    }

    /**
     * Makes an answer of what is known already.
     *
     * @param status the HTTP status
     * @param reason the reason phrase
     * @param headers the headers
     * @param body the body, not copied
     * @return the answer
     */
    static RawAnswer of(int status, String reason, List<HttpHeader> headers, byte[] body) {
        return new Known(status, reason, headers, body, 0);
    }

    /**
     * Makes an answer of one that a transport has read.
     *
     * @param head status and headers
     * @param body the body, not copied
     * @return the answer
     */
    static RawAnswer of(ResponseHead head, byte[] body) {
        return of(head.status(), head.reason(), head.headers(), body);
    }

    /**
     * An answer that is known.
     *
     * @param status the HTTP status
     * @param reason the reason phrase
     * @param headers the headers
     * @param bytes the bytes that end with the body
     * @param bodyFrom where it begins
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Known(int status, String reason, List<HttpHeader> headers, byte[] bytes, int bodyFrom)
            implements RawAnswer {}
}
