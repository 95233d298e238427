package io.arangobatch.tck.server.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version that the server pretends to be, and what depends on it. */
public record ServerVersion(int major, int minor, int patch) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");

    /**
     * Reads {@code major.minor.patch}.
     *
     * @throws IllegalArgumentException if the text is no version
     */
    public static ServerVersion of(String text) {
        Matcher numbers = TEXT.matcher(text);
        if (!numbers.matches()) {
            throw new IllegalArgumentException(
                    "server version '" + text + "' is not of the form major.minor.patch, such as 3.2.2 or 3.11.14");
        }
        return new ServerVersion(
                Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)),
                Integer.parseInt(numbers.group(3)));
    }

    public boolean atLeast(int otherMajor, int otherMinor, int otherPatch) {
        if (major != otherMajor) {
            return major > otherMajor;
        }
        return minor != otherMinor ? minor > otherMinor : patch >= otherPatch;
    }

    public boolean atLeast(int otherMajor, int otherMinor) {
        return atLeast(otherMajor, otherMinor, 0);
    }

    boolean hasBatch() {
        return !atLeast(3, 12, 3);
    }

    /** Between these versions an empty array of documents is an internal error. */
    boolean failsOnEmptyArray() {
        boolean repaired = atLeast(3, 11, 1) || minor == 10 && atLeast(3, 10, 9) || minor == 9 && atLeast(3, 9, 12);
        return atLeast(3, 4) && !repaired;
    }

    String unknownCollection(String name) {
        return atLeast(3, 4) ? "collection or view not found: " + name : "collection not found: " + name;
    }

    String preconditionFailed() {
        return atLeast(3, 7) ? "conflict, _rev values do not match" : "precondition failed";
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
