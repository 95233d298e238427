package io.arangobatch.internal.multipart;

/** The {@code Content-Id} of the part that is being read. Nearly all are numbers, and those are made into a text for a message only. */
public final class ContentId {

    /** Enough for every int, too few for an overflow of a long. */
    private static final int MAX_DIGITS = 10;

    private long number;
    private String text = "";

    ContentId() {}

    void clear() {
        number = 0;
        text = "";
    }

    void set(byte[] bytes, int from, int to) {
        number = numberOf(bytes, from, to);
        text = number == 0 ? HeadLines.text(bytes, from, to) : "";
    }

    /** Returns the number if it is written exactly as the encoder writes it, otherwise 0, which is no id. */
    private static long numberOf(byte[] bytes, int from, int to) {
        if (to == from || to - from > MAX_DIGITS || bytes[from] == '0') {
            return 0;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return 0;
            }
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    boolean isMissing() {
        return number == 0 && text.isEmpty();
    }

    /** Returns the id as the encoder writes it; 0 if it is none of those. */
    long number() {
        return number;
    }

    @Override
    public String toString() {
        return number == 0 ? text : Long.toString(number);
    }
}
