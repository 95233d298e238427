package io.arangobatch.internal.plan;

import static io.arangobatch.internal.plan.TextScan.BAD;

import java.nio.charset.StandardCharsets;

/** Finds the ends of the names of attributes, and whether each is the only one of its kind in its object. Used for one document after another. */
final class NameScan {

    private static final int LONGEST = 50_000;
    private static final byte[] NOTHING = {};

    private final NamesBefore before = new NamesBefore();
    private final SeenNames seen = new SeenNames();
    private byte[] json = NOTHING;
    private int to;
    private int nextObject;
    /** As long as all names are those of the document before. */
    private boolean asBefore;

    /** Begins another document. */
    void begin(byte[] document, int length) {
        json = document;
        to = length;
        nextObject = 0;
        asBefore = true;
        before.begin();
    }

    /** Lets go of the document. */
    void end() {
        json = NOTHING;
        if (!asBefore) {
            seen.end();
        }
    }

    /** Begins another object and returns its number. */
    int newObject() {
        return nextObject++;
    }

    /**
     * Returns where the value of an attribute may begin.
     *
     * @param object the number of its object
     * @param quote where its name begins
     * @return the position after its colon, or {@link TextScan#BAD} for what is no name, or one that came before
     */
    int afterColon(int object, int quote) {
        if (asBefore) {
            int after = before.afterSame(object, json, quote, to);
            if (after != BAD) {
                return after;
            }
            asBefore = false;
            lookUpFromNowOn();
        }
        return afterOther(object, quote);
    }

    private void lookUpFromNowOn() {
        before.forgetOthers();
        seen.begin(json);
        for (int i = 0; i < before.same(); i++) {
            int from = before.place(i) + 1;
            isFirst(before.object(i), from, from + before.length(i) - 3);
        }
    }

    private int afterOther(int object, int quote) {
        if (quote < 0 || quote >= to || json[quote] != '"') {
            return BAD;
        }
        int end = TextScan.end(json, quote + 1, to);
        int colon = end == BAD ? to : TextScan.afterBlanks(json, end + 1, to);
        if (colon == to || json[colon] != ':' || end - quote - 1 > LONGEST || !isFirst(object, quote + 1, end)) {
            return BAD;
        }
        if (colon == end + 1) {
            before.add(object, json, quote, colon + 1);
        }
        return colon + 1;
    }

    private boolean isFirst(int object, int from, int end) {
        return TextScan.plainUntil(json, from, end) == end
                ? seen.add(object, from, end)
                : isFirst(object, TextScan.read(json, from, end));
    }

    /** The same name can be written in many ways. Half of a surrogate pair is none, and becomes another name in UTF-8. */
    private boolean isFirst(int object, String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return new String(utf8, StandardCharsets.UTF_8).equals(name) && seen.add(object, utf8);
    }
}
