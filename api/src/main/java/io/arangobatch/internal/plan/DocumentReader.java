package io.arangobatch.internal.plan;

import static io.arangobatch.internal.plan.TextScan.BAD;

import io.arangobatch.internal.plan.DocumentKeys.Identity;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
    private static final Optional<Identity> NOTHING_SAID = Optional.of(Identity.NONE);

    private static final byte[] NOTHING = {};
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int TRUE = 't' << 24 | 'r' << 16 | 'u' << 8 | 'e';
    private static final int FALSE_WITHOUT_F = 'a' << 24 | 'l' << 16 | 's' << 8 | 'e';
    private static final int NULL = 'n' << 24 | 'u' << 16 | 'l' << 8 | 'l';

    private final NameScan names = new NameScan();
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
        names.begin(document, length);
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
        return TextScan.afterBlanks(json, from, to);
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
        int value = afterBlanks(names.afterColon(object, quote));
        int after = afterValue(value, depth);
        if (depth == 1 && after != BAD && (json[quote + 1] == '_' || json[quote + 1] == '\\')) {
            identify(TextScan.read(json, quote + 1, TextScan.end(json, quote + 1, to)), value, after);
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
