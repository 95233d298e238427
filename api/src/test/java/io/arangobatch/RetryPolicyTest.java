package io.arangobatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetryPolicyTest {

    @Test
    void nothingIsSentAgainByDefault() {
        assertThat(RetryPolicy.none().retries()).isZero();
        assertThat(RetryPolicy.none())
                .hasToString("RetryPolicy[retries=0, initialDelay=PT0.1S, maxDelay=PT10S, budget=PT30S]");
    }

    @Test
    void eachSetterReturnsAChangedCopy() {
        RetryPolicy three = RetryPolicy.of(3);
        RetryPolicy changed = three.initialDelay(Duration.ofSeconds(1))
                .maxDelay(Duration.ofSeconds(2))
                .budget(Duration.ofSeconds(3));

        assertThat(changed).hasToString("RetryPolicy[retries=3, initialDelay=PT1S, maxDelay=PT2S, budget=PT3S]");
        assertThat(three).isEqualTo(RetryPolicy.of(3)).hasSameHashCodeAs(RetryPolicy.of(3));
        assertThat(changed)
                .isNotEqualTo(three)
                .isNotEqualTo(changed.budget(Duration.ofSeconds(4)))
                .isNotEqualTo(changed.maxDelay(Duration.ofSeconds(4)))
                .isNotEqualTo(changed.initialDelay(Duration.ofSeconds(4)))
                .isNotEqualTo("3");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of((Runnable) () -> RetryPolicy.of(0), "a retry policy with 0 retries; allowed is 1 to 100"),
                Arguments.of(
                        (Runnable) () -> RetryPolicy.of(101), "a retry policy with 101 retries; allowed is 1 to 100"),
                Arguments.of(
                        (Runnable) () -> RetryPolicy.of(1).initialDelay(Duration.ZERO),
                        "a retry policy with initialDelay PT0S; allowed is PT0.001S to PT24H"),
                Arguments.of(
                        (Runnable) () -> RetryPolicy.of(1).maxDelay(Duration.ofHours(25)),
                        "a retry policy with maxDelay PT25H; allowed is PT0.001S to PT24H"),
                Arguments.of(
                        (Runnable) () -> RetryPolicy.of(1).budget(Duration.ofSeconds(-1)),
                        "a retry policy with budget PT-1S; allowed is PT0.001S to PT24H"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("wrong")
    void whatIsOutOfRangeIsRefused(Runnable setting, String message) {
        assertThatThrownBy(setting::run)
                .isExactlyInstanceOf(ArangoConfigurationException.class)
                .hasMessage(message);
    }
}
