package io.arangobatch.internal.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as text: {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h}, or ISO-8601 ({@code PT5S}). */
final class Durations {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,12})(ms|s|m|h)");

    private Durations() {}

    /** Reads a time; throws an {@link IllegalArgumentException} for anything else. */
    static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
        return matcher.matches() ? of(Long.parseLong(matcher.group(1)), matcher.group(2)) : iso(text);
    }

    private static Duration of(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (java.time.DateTimeException | ArithmeticException notIso) {
            throw new IllegalArgumentException(text, notIso);
        }
    }

    static String show(Duration time) {
        if (time.isZero()) {
            return "0";
        }
        if (time.getNano() % 1_000_000 != 0) {
            return time.toString();
        }
        return time.getNano() == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
