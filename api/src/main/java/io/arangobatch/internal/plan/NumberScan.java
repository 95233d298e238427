package io.arangobatch.internal.plan;

import static io.arangobatch.internal.plan.TextScan.BAD;

import java.nio.charset.StandardCharsets;

/** Finds the ends of JSON numbers, and whether servers can hold them. */
final class NumberScan {

    private static final int LONGEST = 300;

    /** So many digits, with an exponent of two digits at most, are within the range of a double for certain. */
    private static final int SURELY_IN_RANGE = 200;

    private NumberScan() {}

    /**
     * Returns where a number ends.
     *
     * @param from the position of its sign or first digit
     * @return the position after it, or {@link TextScan#BAD}
     */
    static int end(byte[] json, int from, int to) {
        int first = from < to && json[from] == '-' ? from + 1 : from;
        int at = digits(json, first, to);
        if (at == first || at > first + 1 && json[first] == '0') {
            return BAD;
        }
        int wholeDigits = at - first;
        if (at < to && json[at] == '.') {
            int fraction = at + 1;
            at = digits(json, fraction, to);
            if (at == fraction) {
                return BAD;
            }
        }
        int exponentDigits = 0;
        if (at < to && (json[at] | 0x20) == 'e') {
            int exponent = afterSign(json, at + 1, to);
            at = digits(json, exponent, to);
            exponentDigits = at - exponent;
            if (exponentDigits == 0) {
                return BAD;
            }
        }
        if (at - from > LONGEST) {
            return BAD;
        }
        boolean sure = exponentDigits == 0 || exponentDigits <= 2 && wholeDigits <= SURELY_IN_RANGE;
        return sure || isFinite(json, from, at) ? at : BAD;
    }

    private static int digits(byte[] json, int from, int to) {
        int at = from;
        while (at < to && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at;
    }

    private static int afterSign(byte[] json, int from, int to) {
        return from < to && (json[from] == '+' || json[from] == '-') ? from + 1 : from;
    }

    private static boolean isFinite(byte[] json, int from, int to) {
        return Double.isFinite(Double.parseDouble(new String(json, from, to - from, StandardCharsets.US_ASCII)));
    }
}
