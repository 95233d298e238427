package io.arangobatch.tck.topic;

import java.time.Duration;

/** The forms in which a message may write a duration. */
final class Times {

    private Times() {}

    /** Matches {@code 250 ms}, {@code 250}, {@code 0.25 s} and {@code PT0.25S}. */
    static String anyForm(Duration duration) {
        String seconds = duration.toString().substring("PT".length()).replace("S", "");
        return duration.toMillis() + "|" + seconds.replace(".", "\\.");
    }
}
