package io.arangobatch.internal.exchange;

/**
 * How many requests may be ahead of their answers. Some servers answer well to a few and collapse under more (a 3.2.2 server, from 16 on), so the window
 * halves when answers come much slower than they did, and grows back one by one while they do not. Not thread-safe.
 */
final class Window {

    /** How much slower than the best an answer must come, on average, to count as slow. */
    private static final int SLOWER = 8;

    /** Answers within this time never count as slow, in nanoseconds: what makes the difference here is noise. */
    private static final long QUICK = 2_000_000;

    /** How many answers in a row must not be slow before the window grows. */
    private static final int GOOD_RUN = 32;

    /** Of how many answers the average speaks. */
    private static final int MEMORY = 4;

    private final int largest;
    private final long mostBytes;
    private int limit;
    private long average;
    private long best = Long.MAX_VALUE;
    private int good;

    /**
     * Begins with the largest window.
     *
     * @param largest how many requests may be ahead at the most
     * @param mostBytes how large their bodies may be together; a single one may be larger
     */
    Window(int largest, long mostBytes) {
        this.largest = largest;
        this.mostBytes = mostBytes;
        this.limit = largest;
    }

    boolean hasRoom(int ahead, long bytesAhead, long more) {
        return ahead == 0 || ahead < limit && bytesAhead + more <= mostBytes;
    }

    int limit() {
        return limit;
    }

    /**
     * Learns how long an answer took, from the one before or from its request, whichever was later.
     *
     * @param nanos that time
     */
    void answered(long nanos) {
        average = average == 0 ? nanos : average + (nanos - average) / MEMORY;
        best = Math.min(best, Math.max(average, 1));
        if (average > QUICK && average / SLOWER > best) {
            shrink();
        } else if (++good >= GOOD_RUN) {
            good = 0;
            limit = Math.min(largest, limit + 1);
        }
    }

    /** What is slow now may be all that the server can do: from here on it is measured against that. */
    private void shrink() {
        limit = Math.max(1, limit / 2);
        good = 0;
        best = Math.max(best, average / SLOWER);
        average = 0;
    }
}
