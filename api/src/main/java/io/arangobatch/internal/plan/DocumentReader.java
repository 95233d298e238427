package io.arangobatch.internal.plan;

import static io.arangobatch.internal.plan.TextScan.BAD;

import io.arangobatch.internal.plan.DocumentKeys.Identity;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int TRUE = 't' << 24 | 'r' << 16 | 'u' << 8 | 'e';
    private static final int FALSE_WITHOUT_F = 'a' << 24 | 'l' << 16 | 's' << 8 | 'e';
    private static final int NULL = 'n' << 24 | 'u' << 16 | 'l' << 8 | 'l';

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
            case 'f' -> afterLiteral(from + 1, FALSE_WITHOUT_F);
            case 'n' -> afterLiteral(from, NULL);
            default -> NumberScan.end(json, Math.max(from, 0), to);
        };
    }

    private int afterText(int quote) {
        int end = TextScan.end(json, quote + 1, to);
        return end == BAD ? BAD : end + 1;
    }

    /** The literals are told apart by four bytes each. */
    private int afterLiteral(int from, int four) {
        return from + Integer.BYTES <= to && (int) INT.get(json, from) == four ? from + Integer.BYTES : BAD;
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
        if (peek(quote) != '"') {
            return BAD;
        }
        int from = quote + 1;
        int plain = TextScan.plainUntil(json, from, to);
        boolean escaped = peek(plain) != '"';
        int end = escaped ? TextScan.end(json, plain, to) : plain;
        int colon = end == BAD ? BAD : afterBlanks(end + 1);
        if (peek(colon) != ':' || end - from > LONGEST_NAME) {
            return BAD;
        }
        boolean first = escaped ? addEscaped(object, from, end) : names.add(object, from, end);
        int value = afterBlanks(colon + 1);
        int after = first ? afterValue(value, depth) : BAD;
        if (depth == 1 && after != BAD && (escaped || json[from] == '_')) {
            identify(TextScan.read(json, from, end), value, after);
        }
        return after;
    }

    /** The same name can be written in many ways. Half of a surrogate pair is none, and becomes another name in UTF-8. */
    private boolean addEscaped(int object, int from, int end) {
        String name = TextScan.read(json, from, end);
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return new String(utf8, StandardCharsets.UTF_8).equals(name) && names.add(object, utf8);
    }

    private void identify(String name, int value, int after) {
        if (name.equals("_key")) {
            key = json[value] == '"' ? TextScan.read(json, value + 1, after - 1) : "";
        } else if (name.equals("_id") || name.equals("_rev")) {
            more = true;
        }
    }
}
