package io.arangobatch.internal.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-decoding as in RFC 3986, strictly: a '+' is a plus, and what is no escape or no UTF-8 is refused. */
final class PercentDecoder {

    private PercentDecoder() {}

    /** Decodes a text; throws an {@link IllegalArgumentException} that says what is wrong without repeating the text. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                decoded.put((byte) (hexDigit(raw, i + 1) << 4 | hexDigit(raw, i + 2)));
                i += 2;
            } else {
                decoded.put(raw[i]);
            }
        }
        return utf8(decoded.flip());
    }

    private static int hexDigit(byte[] raw, int index) {
        int digit = index < raw.length ? Character.digit(raw[index], 16) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException(
                    "a '%' is not followed by two hexadecimal digits (write a '%' itself as %25)");
        }
        return digit;
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new IllegalArgumentException("the percent-encoded bytes are not UTF-8", notUtf8);
        }
    }
}
