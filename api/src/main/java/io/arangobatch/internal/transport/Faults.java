package io.arangobatch.internal.transport;

/** How the failure of foreign code is told in one line. */
final class Faults {

    private Faults() {}

    /** The failure and what led to it: {@code java.lang.IllegalStateException: no luck, caused by …}. */
    static String describe(Throwable fault) {
        StringBuilder text = new StringBuilder(fault.toString());
        Throwable cause = fault.getCause();
        for (int depth = 0; cause != null && depth < 5; depth++) {
            text.append(", caused by ").append(cause);
            cause = cause.getCause();
        }
        return text.toString();
    }
}
