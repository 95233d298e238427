package io.arangobatch.tck.smallheap;

/** What came of streaming in the other JVM, which tells it in one line. */
public record Verdict(Kind kind, String words) {

    private static final String MARK = "arangobatch-tck:";

    /** How it ended. */
    public enum Kind {

        /** The answer passed whole. */
        STREAMED,

        /** The transport cannot be found or used in a JVM that has but the class path of this one. */
        ABSENT,

        /** The answer did not pass. */
        BROKEN
    }

    /** The line as the other JVM prints it. */
    String line() {
        return MARK + kind + ":" + words.lines().findFirst().orElse("");
    }

    static boolean isLine(String line) {
        return line.startsWith(MARK);
    }

    static Verdict parse(String line) {
        String[] parts = line.split(":", 3);
        return new Verdict(Kind.valueOf(parts[1]), parts[2]);
    }
}
