package io.arangobatch.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.ResponseHead;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2015-10-21T07:28:00Z");

    private static ResponseHead saying(String value) {
        return new ResponseHead(503, "Service Unavailable", List.of(new HttpHeader("retry-after", value)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "1, PT1S",
        "' 120 ', PT2M",
        "999999999, PT999999999S",
        "99999999999999999999, PT2147483647S",
        "'Wed, 21 Oct 2015 07:29:00 GMT', PT1M",
        "'Wed, 21 Oct 2015 07:28:00 GMT', PT0S",
        "'Wed, 21 Oct 2015 07:00:00 GMT', PT0S",
    })
    void isANumberOfSecondsOrADate(String value, Duration time) {
        assertThat(RetryAfter.of(saying(value), NOW)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "2015-10-21T07:29:00Z", "١"})
    void whatIsNeitherSaysNothing(String value) {
        assertThat(RetryAfter.of(saying(value), NOW)).isEmpty();
    }

    @Test
    void mayBeAbsent() {
        assertThat(RetryAfter.of(new ResponseHead(503, "", List.of()), NOW)).isEmpty();
    }
}
