package io.arangobatch.internal.text;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of path segments and query values: everything but RFC 3986's unreserved characters. */
public final class PercentEncoding {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    /**
     * Encodes a text as UTF-8.
     *
     * @param text any text
     * @return ASCII that can stand as one path segment or query value
     */
    public static String encode(String text) {
        if (isDots(text)) {
            // As they stand they would mean "this folder" and "the one above" to whoever normalizes paths.
            return text.replace(".", "%2E");
        }
        return isUnreserved(text) ? text : encodeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encodeBytes(byte[] utf8) {
        StringBuilder encoded = new StringBuilder(utf8.length + 16);
        for (byte b : utf8) {
            if (isUnreserved((char) (b & 0xFF))) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
            }
        }
        return encoded.toString();
    }

    private static boolean isDots(String text) {
        return text.equals(".") || text.equals("..");
    }

    private static boolean isUnreserved(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isUnreserved(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '_'
                || c == '.'
                || c == '~';
    }
}
