package io.arangobatch.tck.server.aql.syntax;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shapes of words, numbers, parameters and escapes. Lengths are 0 where nothing matches. */
final class Lexemes {
    private static final Pattern IDENTIFIER = Pattern.compile("(\\$?|_+)[a-zA-Z]+[_a-zA-Z0-9]*");
    private static final Pattern DECIMAL = Pattern.compile("((0|[1-9][0-9]*)(\\.[0-9]+)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Pattern PARAMETER =
            Pattern.compile("@@?(_+[a-zA-Z0-9]+[a-zA-Z0-9_]*|[a-zA-Z0-9][a-zA-Z0-9_]*)");
    private static final Pattern NOT_IN =
            Pattern.compile("([nN][oO][tT][ \\t\\r\\n]+|![ \\t\\r\\n]*)[iI][nN](?=[^_a-zA-Z0-9])");

    private Lexemes() {}

    static int identifier(String text, int offset) {
        return length(IDENTIFIER, text, offset);
    }

    static int decimal(String text, int offset) {
        return length(DECIMAL, text, offset);
    }

    static int parameter(String text, int offset) {
        return length(PARAMETER, text, offset);
    }

    static int notIn(String text, int offset) {
        return length(NOT_IN, text, offset);
    }

    private static int length(Pattern pattern, String text, int offset) {
        Matcher matcher = pattern.matcher(text).region(offset, text.length());
        return matcher.lookingAt() ? matcher.end() - offset : 0;
    }

    /** Takes the bytes between the quotes and gives the characters they mean. */
    static String unescape(String bytes) {
        if (bytes.indexOf('\\') < 0) {
            return QueryText.decode(bytes);
        }
        StringBuilder result = new StringBuilder(bytes.length());
        int i = 0;
        while (i < bytes.length()) {
            char c = bytes.charAt(i++);
            if (c != '\\' || i == bytes.length()) {
                result.append(c);
                continue;
            }
            char escaped = bytes.charAt(i++);
            switch (escaped) {
                case 'b' -> result.append('\b');
                case 'f' -> result.append('\f');
                case 'n' -> result.append('\n');
                case 'r' -> result.append('\r');
                case 't' -> result.append('\t');
                case 'u' -> i = unicode(bytes, i, result);
                default -> result.append(escaped);
            }
        }
        return QueryText.decode(result.toString());
    }

    private static int unicode(String bytes, int i, StringBuilder result) {
        StringBuilder units = new StringBuilder(2);
        int next = i;
        while (units.length() < 2) {
            int start = units.isEmpty() ? next : next + 2;
            boolean follows = units.isEmpty() || bytes.startsWith("\\u", next);
            if (!follows || !isHex(bytes, start)) {
                break;
            }
            char unit = (char) Integer.parseInt(bytes.substring(start, start + 4), 16);
            units.append(unit);
            next = start + 4;
            if (!Character.isHighSurrogate(unit)) {
                break;
            }
        }
        if (units.isEmpty()) {
            result.append('u');
            return i;
        }
        result.append(new String(units.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        return next;
    }

    private static boolean isHex(String bytes, int start) {
        return start + 4 <= bytes.length()
                && bytes.substring(start, start + 4).chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }
}
