package io.arangobatch.internal.carrier;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What versions tell of {@code /_api/batch}: those before 3.12.3 have it, and those before 3.0 take no more than 512 MiB at once. */
final class BatchEndpoint {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,6}))?(?:\\D.*)?");

    /** What a server before 3.0 takes at once. */
    static final long FORMER_LIMIT = 512L << 20;

    private BatchEndpoint() {}

    /** Tells whether a text is a version that can be judged. */
    static boolean knows(String version) {
        return VERSION.matcher(version).matches();
    }

    static boolean isIn(String version) {
        return isBefore(version, 3, 12, 3);
    }

    /** Tells whether calls may be no larger than {@link #FORMER_LIMIT}. */
    static boolean isLimited(String version) {
        return isBefore(version, 3, 0, 0);
    }

    private static boolean isBefore(String version, int... other) {
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            throw new IllegalArgumentException("no version: " + version);
        }
        int[] these = new int[other.length];
        for (int i = 0; i < these.length; i++) {
            String group = numbers.group(i + 1);
            these[i] = group == null ? 0 : Integer.parseInt(group);
        }
        return Arrays.compare(these, other) < 0;
    }
}
