package io.arangobatch.internal.multipart;

import io.arangobatch.internal.response.AnswerHead;

/**
 * What the server answered to one request of a batch.
 *
 * @param contentId the {@code Content-Id} of the part; empty if it has none
 * @param head status and headers of the answer; not the part's envelope
 * @param body the body, an array of its own; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PartAnswer(String contentId, AnswerHead head, byte[] body) {

    /**
     * Returns the HTTP status.
     *
     * @return the status of the answer
     */
    public int status() {
        return head.status();
    }
}
