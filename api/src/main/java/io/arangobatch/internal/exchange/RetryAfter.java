package io.arangobatch.internal.exchange;

import io.arangobatch.spi.ResponseHead;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads from an answer how long its server, or a proxy before it, wants to be left alone. */
public final class RetryAfter {

    private static final int LONGEST_NUMBER = 9;

    private RetryAfter() {}

    /**
     * Reads the header {@code Retry-After}: a number of seconds, or a date.
     *
     * @param head status and headers
     * @param now the time that a date is compared with
     * @return the time to wait, or empty if the header is absent or says neither
     */
    public static Optional<Duration> of(ResponseHead head, Instant now) {
        return head.header("Retry-After").map(String::strip).flatMap(text -> time(text, now));
    }

    private static Optional<Duration> time(String text, Instant now) {
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            // More digits are more than 30 years; what matters is that it is longer than anyone waits.
            return Optional.of(
                    Duration.ofSeconds(text.length() > LONGEST_NUMBER ? Integer.MAX_VALUE : Integer.parseInt(text)));
        }
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(date.isBefore(now) ? Duration.ZERO : Duration.between(now, date));
        } catch (DateTimeException e) {
            // It says nothing that can be followed; the usual pause stays.
            return Optional.empty();
        }
    }
}
