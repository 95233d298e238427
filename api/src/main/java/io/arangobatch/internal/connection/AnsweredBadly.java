package io.arangobatch.internal.connection;

import io.arangobatch.internal.exchange.Answer;

/** An answer after which a request may be sent again. If it is the last one, it is the request's answer after all. */
final class AnsweredBadly extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    /** What to tell with the error that the answer is, such as how many attempts there were; may be empty. */
    private final String note;

    AnsweredBadly(String request, Answer answer, String note) {
        // Without a stack: it says where an answer arrived, not where a request came from.
        super(
                request + " was answered with HTTP " + answer.head().status() + " by " + answer.origin(),
                null,
                true,
                false);
        this.answer = answer;
        this.note = note;
    }

    Answer answer() {
        return answer;
    }

    String note() {
        return note;
    }
}
