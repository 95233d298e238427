package io.arangobatch.internal.multipart;

import io.arangobatch.ArangoProtocolException;
import java.util.BitSet;
import java.util.StringJoiner;

/**
 * Finds the request that an answer belongs to, by its {@code Content-Id} alone: parts may come in any order, but never under a position
 * that is not surely theirs.
 */
public final class PartMatcher {

    private static final int MAX_IDS_IN_MESSAGE = 10;

    private final int from;
    private final int to;
    private final BitSet answered;
    private int answers;

    /**
     * Creates a matcher for the requests of one call, whose ids are their positions, counted from 1.
     *
     * @param from the position of the first
     * @param to the position after the last
     */
    public PartMatcher(int from, int to) {
        this.from = from;
        this.to = to;
        this.answered = new BitSet();
    }

    /**
     * Returns the position of the request that was answered.
     *
     * @param id the id of a part of the answer
     * @return the position, from 0
     * @throws ArangoProtocolException if the part has no id, an unknown one, or one that came before
     */
    public int positionOf(ContentId id) {
        if (answers == to - from) {
            throw refused("more parts than the batch has requests (" + answers + "); the next one has the Content-Id "
                    + Excerpt.of(id.toString()));
        }
        if (id.isMissing()) {
            throw refused("a part without Content-Id, after " + answers + " others");
        }
        long number = id.number();
        if (number <= from || number > to) {
            throw refused("a part with the Content-Id " + Excerpt.of(id.toString()) + ", but the requests are "
                    + (from + 1) + " to " + to);
        }
        int position = (int) number - 1;
        if (answered.get(position - from)) {
            throw refused("two parts with the Content-Id " + Excerpt.of(id.toString()));
        }
        answered.set(position - from);
        answers++;
        return position;
    }

    /**
     * Tells that no more answers will come.
     *
     * @throws ArangoProtocolException if a request was not answered
     */
    public void end() {
        int requests = to - from;
        if (answers < requests) {
            throw new ArangoProtocolException("the batch answer lacks " + (requests - answers) + " of " + requests
                    + " parts, those with the Content-Id " + missingIds());
        }
    }

    /**
     * Tells how far the answers came without a gap.
     *
     * @return the position after the last of them
     */
    public int answeredUpTo() {
        return from + answered.nextClearBit(0);
    }

    private String missingIds() {
        StringJoiner ids = new StringJoiner(", ");
        int listed = 0;
        int position = answered.nextClearBit(0);
        while (position < to - from && listed < MAX_IDS_IN_MESSAGE) {
            ids.add(Integer.toString(from + position + 1));
            listed++;
            position = answered.nextClearBit(position + 1);
        }
        return position < to - from ? ids + ", …" : ids.toString();
    }

    private static ArangoProtocolException refused(String what) {
        return new ArangoProtocolException("the batch answer holds " + what);
    }
}
