package io.arangobatch.internal.exchange;

/**
 * How many requests may be ahead of their answers. Some servers answer well to a few and collapse under more (a 3.2.2 server, from 16 on), so the window begins
 * small, grows while answers come as fast as ever, halves when they come much slower than they did, and grows back. Not thread-safe.
 *
 * <p>Time is taken of rounds, not of single answers: over a long way the answers to a whole window come at once, with a long pause before the next ones.
 */
final class Window {

    /** With so many ahead every server known answers well. */
    private static final int FIRST = 4;

    /** How much slower than the best an answer must come, on average, to count as slow. */
    private static final int SLOWER = 8;

    /** Answers within this time never count as slow, in nanoseconds: what makes the difference here is noise. */
    private static final long QUICK = 2_000_000;

    /** Of how many answers a round consists at the least. */
    private static final int SHORTEST_ROUND = 8;

    /** How many answers in a row must not be slow before a window that was too large once grows again. */
    private static final int GOOD_RUN = 32;

    private final int largest;
    private final long mostBytes;
    private int limit;
    private boolean shrunk;
    private int round;
    private int answers;
    private long elapsed;
    /** The time of an answer in the best round so far, in nanoseconds. */
    private long best = Long.MAX_VALUE;

    private int good;

    /**
     * Begins with a small window.
     *
     * @param largest how many requests may be ahead at the most
     * @param mostBytes how large their bodies may be together; a single one may be larger
     */
    Window(int largest, long mostBytes) {
        this.largest = largest;
        this.mostBytes = mostBytes;
        this.limit = Math.min(FIRST, largest);
        begin();
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
        elapsed += nanos;
        answers++;
        if (isSlow(elapsed / round)) {
            // However fast the rest of the round may be.
            shrink(elapsed / answers);
        } else if (answers == round) {
            best = Math.min(best, Math.max(1, elapsed / round));
            grow();
        }
    }

    private boolean isSlow(long each) {
        return each > QUICK && each / SLOWER > best;
    }

    /** What is still slow with one at a time is all that the server can do: from there on it is measured against that. */
    private void shrink(long each) {
        shrunk = true;
        good = 0;
        best = limit == 1 ? each : best;
        limit = Math.max(1, limit / 2);
        begin();
    }

    private void grow() {
        good += answers;
        if (!shrunk) {
            limit = Math.min(largest, limit * 2);
        } else if (good >= GOOD_RUN) {
            good = 0;
            limit = Math.min(largest, limit + 1);
        }
        begin();
    }

    private void begin() {
        round = Math.max(SHORTEST_ROUND, limit);
        answers = 0;
        elapsed = 0;
    }
}
