package io.arangobatch.internal.carrier;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which versions have {@code /_api/batch}: those before 3.12.3. */
final class BatchEndpoint {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,6}))?(?:\\D.*)?");

    private BatchEndpoint() {}

    /** Tells whether a text is a version that can be judged. */
    static boolean knows(String version) {
        return VERSION.matcher(version).matches();
    }

    static boolean isIn(String version) {
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            throw new IllegalArgumentException("no version: " + version);
        }
        int major = Integer.parseInt(numbers.group(1));
        int minor = Integer.parseInt(numbers.group(2));
        int patch = numbers.group(3) == null ? 0 : Integer.parseInt(numbers.group(3));
        return major < 3 || major == 3 && (minor < 12 || minor == 12 && patch < 3);
    }
}
