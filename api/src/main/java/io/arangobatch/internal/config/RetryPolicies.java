package io.arangobatch.internal.config;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.RetryPolicy;

/** Retry policies as text: {@code none}, {@code 3}, or all values, such as {@code 3,100ms,10s,30s}. */
final class RetryPolicies {

    private static final String NONE = "none";

    private RetryPolicies() {}

    /** Reads a policy; throws an {@link IllegalArgumentException} for anything else. */
    static RetryPolicy parse(String text) {
        if (text.equals(NONE)) {
            return RetryPolicy.none();
        }
        String[] values = text.split(",", -1);
        if (values.length > 4) {
            throw new IllegalArgumentException(text);
        }
        try {
            RetryPolicy policy = RetryPolicy.of(Integer.parseInt(values[0]));
            policy = values.length < 2 ? policy : policy.initialDelay(Durations.parse(values[1]));
            policy = values.length < 3 ? policy : policy.maxDelay(Durations.parse(values[2]));
            return values.length < 4 ? policy : policy.budget(Durations.parse(values[3]));
        } catch (ArangoConfigurationException outOfRange) {
            throw new IllegalArgumentException(text, outOfRange);
        }
    }

    static String show(RetryPolicy policy) {
        return policy.retries() == 0
                ? NONE
                : policy.retries() + "," + Durations.show(policy.initialDelay()) + ","
                        + Durations.show(policy.maxDelay()) + "," + Durations.show(policy.budget());
    }
}
