package io.arangobatch.tck.demo;

import java.io.PrintStream;
import java.util.Objects;

/** Compares what came with what was due, and remembers whether all was well. */
final class Checks {

    private final PrintStream out;
    private int failed;

    Checks(PrintStream out) {
        this.out = out;
    }

    void equal(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            failed++;
            out.println("  NOT AS EXPECTED: " + what + " is " + actual + " instead of " + expected);
        }
    }

    boolean passed() {
        return failed == 0;
    }
}
