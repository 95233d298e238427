package io.arangobatch.internal.plan;

import static io.arangobatch.internal.plan.TextScan.BAD;

import io.arangobatch.internal.buffer.ByteScan;
import io.arangobatch.internal.plan.DocumentKeys.Identity;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what a document says of its own identity, and on the way whether every server would take it. Serializers may write anything: raw values, an attribute
 * twice, numbers beyond the range. One such document would take all of its company down with it. What is refused here merely travels alone.
 *
 * <p>By hand, because each document of a batch is read: with a parser, which makes tokens, names and numbers, that costs as much as encoding it. Not thread-safe.
 */
final class DocumentReader {

    private static final int DEEPEST = 64;
    private static final int LONGEST_NAME = 50_000;
    private static final Optional<Identity> NOTHING_SAID = Optional.of(Identity.NONE);

    private static final byte[] NOTHING = {};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final SeenNames names = new SeenNames();
    private byte[] json = NOTHING;
    private int to;
    private @Nullable String key;
    private boolean more;

    /**
     * Reads a document through.
     *
     * @return what it says of its identity; empty if it is no JSON object that every server takes
     */
    Optional<Identity> read(byte[] document, int length) {
        json = document;
        to = length;
        key = null;
        more = false;
        names.begin(document);
        boolean good = peek(0) == '{' && afterBlanks(afterObject(0, 1)) == to;
        names.end();
        json = NOTHING;
        if (!good) {
            return Optional.empty();
        }
        return key == null && !more ? NOTHING_SAID : Optional.of(new Identity(Optional.ofNullable(key), more));
    }

    /** NUL, which stands nowhere in JSON, for what is beyond the end or in a place that is bad already. */
    private byte peek(int at) {
        return at >= 0 && at < to ? json[at] : 0;
    }

    private int afterBlanks(int from) {
        int at = from;
        while (isBlank(peek(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private int afterValue(int from, int depth) {
        return switch (peek(from)) {
            case '"' -> afterText(from);
            case '{' -> afterObject(from, depth + 1);
            case '[' -> afterArray(from, depth + 1);
            case 't' -> afterLiteral(from, TRUE);
            case 'f' -> afterLiteral(from, FALSE);
            case 'n' -> afterLiteral(from, NULL);
            default -> NumberScan.end(json, Math.max(from, 0), to);
        };
    }

    private int afterText(int quote) {
        int end = TextScan.end(json, quote + 1, to);
        return end == BAD ? BAD : end + 1;
    }

    private int afterLiteral(int from, byte[] literal) {
        for (int i = 0; i < literal.length; i++) {
            if (peek(from + i) != literal[i]) {
                return BAD;
            }
        }
        return from + literal.length;
    }

    private int afterArray(int bracket, int depth) {
        if (depth > DEEPEST) {
            return BAD;
        }
        int at = afterBlanks(bracket + 1);
        if (peek(at) == ']') {
            return at + 1;
        }
        while (true) {
            at = afterBlanks(afterValue(at, depth));
            byte next = peek(at);
            if (next != ',') {
                return next == ']' ? at + 1 : BAD;
            }
            at = afterBlanks(at + 1);
        }
    }

    private int afterObject(int brace, int depth) {
        if (depth > DEEPEST) {
            return BAD;
        }
        int at = afterBlanks(brace + 1);
        if (peek(at) == '}') {
            return at + 1;
        }
        int object = names.newObject();
        while (true) {
            at = afterBlanks(afterMember(at, object, depth));
            byte next = peek(at);
            if (next != ',') {
                return next == '}' ? at + 1 : BAD;
            }
            at = afterBlanks(at + 1);
        }
    }

    private int afterMember(int quote, int object, int depth) {
        int end = peek(quote) == '"' ? TextScan.end(json, quote + 1, to) : BAD;
        int colon = end == BAD ? BAD : afterBlanks(end + 1);
        if (peek(colon) != ':' || end - quote > LONGEST_NAME) {
            return BAD;
        }
        int value = afterBlanks(colon + 1);
        return isEscaped(quote + 1, end)
                ? afterEscapedName(quote + 1, end, object, depth, value)
                : afterName(json, quote + 1, end, object, depth, value);
    }

    private boolean isEscaped(int from, int end) {
        return ByteScan.indexOf((byte) '\\', json, from, end) < end;
    }

    /** The same name can be written in many ways. Half of a surrogate pair is none, and becomes another name in UTF-8. */
    private int afterEscapedName(int from, int end, int object, int depth, int value) {
        String name = TextScan.read(json, from, end);
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        boolean whole = new String(utf8, StandardCharsets.UTF_8).equals(name);
        return whole ? afterName(utf8, 0, utf8.length, object, depth, value) : BAD;
    }

    private int afterName(byte[] source, int from, int end, int object, int depth, int value) {
        if (!names.add(object, source, from, end)) {
            return BAD;
        }
        int after = afterValue(value, depth);
        if (depth == 1 && after != BAD && end > from && source[from] == '_') {
            identify(new String(source, from, end - from, StandardCharsets.UTF_8), value, after);
        }
        return after;
    }

    private void identify(String name, int value, int after) {
        if (name.equals("_key")) {
            key = json[value] == '"' ? TextScan.read(json, value + 1, after - 1) : "";
        } else if (name.equals("_id") || name.equals("_rev")) {
            more = true;
        }
    }
}
