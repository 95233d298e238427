package io.arangobatch.internal.plan;

import io.arangobatch.ArangoProtocolException;
import io.arangobatch.internal.error.HttpStatus;
import io.arangobatch.internal.multipart.PartAnswer;
import io.arangobatch.internal.response.AnswerHead;
import io.arangobatch.spi.HttpHeader;
import java.util.ArrayList;
import java.util.List;

/** Turns the answer to a request for many documents into the answers that each of its operations would have got by itself. */
public final class Dealing {

    private static final String ERROR_CODES = "X-Arango-Error-Codes";

    private Dealing() {}

    /**
     * Deals an answer out.
     *
     * @param answer the answer to a request for many
     * @param operations how many operations it answers
     * @return an answer for each, in order
     * @throws ArangoProtocolException if there are not as many elements as operations
     */
    public static List<PartAnswer> deal(PartAnswer answer, int operations) {
        List<PartAnswer> answers = new ArrayList<>(operations);
        if (isFailure(answer)) {
            for (int i = 0; i < operations; i++) {
                answers.add(answer);
            }
            return answers;
        }
        AnswerHead good = AnswerHead.of(answer.status(), answer.head().reason(), List.of());
        Elements.cut(answer.body(), element -> answers.add(alone(good, element)));
        if (answers.size() != operations) {
            throw new ArangoProtocolException(
                    "the answer to a request for " + operations + " documents holds " + answers.size() + " elements");
        }
        return answers;
    }

    private static boolean isFailure(PartAnswer answer) {
        return answer.status() < 200 || answer.status() >= 300;
    }

    private static PartAnswer alone(AnswerHead good, byte[] element) {
        int errorNum = Elements.errorNum(element);
        AnswerHead head = errorNum == 0 ? good : AnswerHead.of(HttpStatus.of(errorNum), "", List.of());
        return new PartAnswer("", head, element);
    }

    /**
     * Counts the operations that failed. Where the server has counted them by number of error, the elements need not be looked at; it does so for writes, and not for
     * removals.
     *
     * @param answer the answer to a request for many
     * @param operations how many operations it answers
     * @return how many of them failed
     */
    public static int failures(PartAnswer answer, int operations) {
        if (isFailure(answer)) {
            return operations;
        }
        return answer.head().headers().stream()
                .filter(header -> header.is(ERROR_CODES))
                .map(HttpHeader::value)
                .findFirst()
                .map(Dealing::sum)
                .orElseGet(() -> failedElements(answer.body()));
    }

    /** The sum of the values of {@code {"1210":2,"1221":3}}. */
    private static int sum(String errorCodes) {
        int sum = 0;
        for (String pair : errorCodes.split(",")) {
            String digits = pair.substring(pair.indexOf(':') + 1).replaceAll("\\D", "");
            sum += digits.isEmpty() ? 0 : Integer.parseInt(digits);
        }
        return sum;
    }

    private static int failedElements(byte[] body) {
        int[] failed = {0};
        if (body.length > 0 && body[0] == '[') {
            Elements.cut(body, element -> failed[0] += Elements.errorNum(element) == 0 ? 0 : 1);
        }
        return failed[0];
    }
}
