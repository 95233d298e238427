package io.arangobatch.internal.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as text: {@code 64m}. */
final class Sizes {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,15})([kmg]?)");
    private static final String UNITS = "kmg";

    private Sizes() {}

    static long parse(String text) {
        Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long unit = matcher.group(2).isEmpty() ? 1 : 1L << (10 * (1 + UNITS.indexOf(matcher.group(2))));
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
        } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException(text, tooLarge);
        }
    }

    static String show(long bytes) {
        for (int power = UNITS.length(); power > 0; power--) {
            long unit = 1L << (10 * power);
            if (bytes >= unit && bytes % unit == 0) {
                return bytes / unit + UNITS.substring(power - 1, power);
            }
        }
        return Long.toString(bytes);
    }
}
