package io.arangobatch.tck.server.store;

import java.util.concurrent.atomic.AtomicLong;

/** Gives out revisions: a hybrid logical clock, milliseconds above a 20-bit counter, never the same value twice. */
public final class RevisionClock {
    private static final int COUNTER_BITS = 20;
    private static final String DIGITS = "-_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final AtomicLong last = new AtomicLong();
    private final boolean numeric;

    /** With {@code numeric}, revisions are written as decimal numbers, as servers before 3.0 did. */
    public RevisionClock(boolean numeric) {
        this.numeric = numeric;
    }

    public long next() {
        long now = System.currentTimeMillis() << COUNTER_BITS;
        return last.updateAndGet(before -> Math.max(before + 1, now));
    }

    public String text(long revision) {
        return numeric ? Long.toUnsignedString(revision) : encode(revision);
    }

    private static String encode(long revision) {
        char[] digits = new char[11];
        int at = digits.length;
        long rest = revision;
        do {
            digits[--at] = DIGITS.charAt((int) (rest & 63));
            rest >>>= 6;
        } while (rest != 0);
        return new String(digits, at, digits.length - at);
    }
}
