package io.arangobatch.tck.report;

import java.util.Locale;

/** What one run of a test came to; from the worst to the best. */
public enum Status {
    FAILED("\u2717"),
    WAIVED("\u2298"),
    SKIPPED("\u2013"),
    PASSED("\u2713");

    private final String sign;

    Status(String sign) {
        this.sign = sign;
    }

    /** A sign to see at a glance; it never stands without the word. */
    String sign() {
        return sign;
    }

    /** The word in reports, and the value in JSON. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
