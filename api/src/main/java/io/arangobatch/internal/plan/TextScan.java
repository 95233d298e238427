package io.arangobatch.internal.plan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Finds the ends of JSON texts, and whether they are what RFC 8259 and UTF-8 allow. Most of a document is plain text, so that is passed eight bytes at a time. */
final class TextScan {

    /** What stands in the place of a position where something is wrong. */
    static final int BAD = -1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long BACKSLASHES = ONES * '\\';
    private static final long QUOTE_BITS = ONES * ('"' ^ ' ');
    private static final long BELOW = ONES * (' ' + 1);

    private TextScan() {}

    /**
     * Returns where a text ends.
     *
     * @param from the position after its first quote
     * @return the position of its last quote, or {@link #BAD}
     */
    static int end(byte[] json, int from, int to) {
        int at = plainUntil(json, from, to);
        while (at != BAD && at < to && json[at] != '"') {
            int special = json[at] == '\\' ? afterEscape(json, at, to) : afterWide(json, at, to);
            at = special == BAD ? BAD : plainUntil(json, special, to);
        }
        return at < to ? at : BAD;
    }

    /** The first position that is not plain: a quote, a backslash, a control character, or something beyond ASCII; or the end. */
    static int plainUntil(byte[] json, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long eight = (long) LONG.get(json, at);
            // Each of these may be wrong above the first byte that it is right about, and only the first one of all is
            // used. With one bit turned, a quote is next to the control characters, and no other becomes one of them.
            long marks =
                    ((eight ^ QUOTE_BITS) - BELOW & ~eight | (eight ^ BACKSLASHES) - ONES & ~eight | eight) & HIGH_BITS;
            if (marks != 0) {
                return at + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
            }
        }
        while (at < to && isPlain(json[at])) {
            at++;
        }
        return at;
    }

    /** Skips what may stand between values; {@link #BAD} stays as it is. */
    static int afterBlanks(byte[] json, int from, int to) {
        int at = from;
        while (at >= 0 && at < to && json[at] <= ' ' && isBlank(json[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\';
    }

    private static int afterEscape(byte[] json, int backslash, int to) {
        if (backslash + 1 >= to) {
            return BAD;
        }
        return switch (json[backslash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> backslash + 2;
            case 'u' -> afterHex(json, backslash + 2, to);
            default -> BAD;
        };
    }

    private static int afterHex(byte[] json, int from, int to) {
        int end = from + 4;
        if (end > to) {
            return BAD;
        }
        for (int at = from; at < end; at++) {
            if (json[at] < 0 || Character.digit(json[at], 16) < 0) {
                return BAD;
            }
        }
        return end;
    }

    /** Well-formed UTF-8 is what table 3-7 of the Unicode standard shows; control characters come here, too, and are none of it. */
    private static int afterWide(byte[] json, int from, int to) {
        int lead = json[from] & 0xff;
        int second = from + 1 < to ? json[from + 1] & 0xff : 0;
        if (lead >= 0xc2 && lead <= 0xdf) {
            return isWithin(second, 0x80, 0xbf) ? from + 2 : BAD;
        }
        if ((lead & 0xf0) == 0xe0) {
            boolean good = isWithin(second, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf);
            return good && continues(json, from + 2, from + 3, to) ? from + 3 : BAD;
        }
        if (lead >= 0xf0 && lead <= 0xf4) {
            boolean good = isWithin(second, lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf);
            return good && continues(json, from + 2, from + 4, to) ? from + 4 : BAD;
        }
        return BAD;
    }

    private static boolean isWithin(int value, int lowest, int highest) {
        return value >= lowest && value <= highest;
    }

    private static boolean continues(byte[] json, int from, int end, int to) {
        if (end > to) {
            return false;
        }
        for (int at = from; at < end; at++) {
            if ((json[at] & 0xc0) != 0x80) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns what a text says.
     *
     * @param from the position after the first quote
     * @param to the position of the last one, which {@link #end} has found
     */
    static String read(byte[] json, int from, int to) {
        String written = new String(json, from, to - from, StandardCharsets.UTF_8);
        if (written.indexOf('\\') < 0) {
            return written;
        }
        StringBuilder said = new StringBuilder(written.length());
        int at = 0;
        while (at < written.length()) {
            if (written.charAt(at) != '\\') {
                said.append(written.charAt(at));
                at++;
            } else if (written.charAt(at + 1) == 'u') {
                said.append((char) Integer.parseInt(written, at + 2, at + 6, 16));
                at += 6;
            } else {
                said.append(escaped(written.charAt(at + 1)));
                at += 2;
            }
        }
        return said.toString();
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }
}
