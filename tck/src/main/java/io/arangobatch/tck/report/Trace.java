package io.arangobatch.tck.report;

import io.arangobatch.tck.TckTest;
import java.util.Arrays;
import java.util.StringJoiner;

/** Stack traces as a vendor wants them: down to the test of the kit, without what lies beneath it. */
final class Trace {

    private static final int FRAMES = 25;
    private static final String KIT = TckTest.class.getPackageName() + ".TckInvocation";

    private Trace() {}

    static String of(Throwable broken) {
        StringJoiner lines = new StringJoiner("\n");
        frames(lines, broken);
        int depth = 0;
        for (Throwable cause = broken.getCause(); cause != null && depth < 5; cause = cause.getCause()) {
            lines.add("Caused by: " + cause.getClass().getName());
            frames(lines, cause);
            depth++;
        }
        return lines.toString();
    }

    private static void frames(StringJoiner lines, Throwable thrown) {
        Arrays.stream(thrown.getStackTrace())
                .takeWhile(frame -> !frame.getClassName().startsWith(KIT))
                .filter(frame -> !frame.getClassName().startsWith("jdk.internal.reflect"))
                .limit(FRAMES)
                .forEach(frame -> lines.add("  at " + frame));
    }
}
