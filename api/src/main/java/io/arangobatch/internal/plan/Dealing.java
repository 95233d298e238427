package io.arangobatch.internal.plan;

import io.arangobatch.ArangoProtocolException;
import io.arangobatch.internal.error.HttpStatus;
import io.arangobatch.internal.response.RawAnswer;
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
    public static List<RawAnswer> deal(RawAnswer answer, int operations) {
        List<RawAnswer> answers = new ArrayList<>(operations);
        if (isFailure(answer)) {
            for (int i = 0; i < operations; i++) {
                answers.add(answer);
            }
            return answers;
        }
        String reason = answer.reason();
        Elements.cut(answer, element -> answers.add(alone(answer.status(), reason, element)));
        if (answers.size() != operations) {
            throw new ArangoProtocolException(
                    "the answer to a request for " + operations + " documents holds " + answers.size() + " elements");
        }
        return answers;
    }

    private static boolean isFailure(RawAnswer answer) {
        return answer.status() < 200 || answer.status() >= 300;
    }

    private static RawAnswer alone(int status, String reason, byte[] element) {
        int errorNum = Elements.errorNum(element);
        return errorNum == 0
                ? RawAnswer.of(status, reason, List.of(), element)
                : RawAnswer.of(HttpStatus.of(errorNum), "", List.of(), element);
    }

    /**
     * Counts the operations that failed. Where the server has counted them by number of error, the elements need not be looked at; it does so for writes, and not for
     * removals.
     *
     * @param answer the answer to a request for many
     * @param operations how many operations it answers
     * @return how many of them failed
     */
    public static int failures(RawAnswer answer, int operations) {
        if (isFailure(answer)) {
            return operations;
        }
        return answer.headers().stream()
                .filter(header -> header.is(ERROR_CODES))
                .map(HttpHeader::value)
                .findFirst()
                .map(Dealing::sum)
                .orElseGet(() -> failedElements(answer));
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

    private static int failedElements(RawAnswer answer) {
        int[] failed = {0};
        if (answer.bodyLength() > 0 && answer.bytes()[answer.bodyFrom()] == '[') {
            Elements.cut(answer, element -> failed[0] += Elements.errorNum(element) == 0 ? 0 : 1);
        }
        return failed[0];
    }
}
