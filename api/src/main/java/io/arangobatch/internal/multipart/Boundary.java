package io.arangobatch.internal.multipart;

import io.arangobatch.internal.buffer.BytePattern;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.function.Supplier;

/**
 * What separates the parts of a batch: a fixed number of unquoted letters and digits, the form that every server version takes. The fixed
 * length lets one boundary be stamped over another.
 */
final class Boundary {

    static final int LENGTH = 32;

    /** 32 of them, so that five bits of each random byte make one: 160 bits in all. */
    private static final String DRAWN_FROM = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;
    private final byte[] bytes;
    private final BytePattern pattern;

    private Boundary(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
        this.pattern = BytePattern.ofAscii(text);
    }

    static Boundary from(Supplier<String> source) {
        String text = source.get();
        if (text.length() != LENGTH || !text.chars().allMatch(Boundary::isLetterOrDigit)) {
            throw new IllegalStateException("a boundary is " + LENGTH + " letters and digits, not '" + text + "'");
        }
        return new Boundary(text);
    }

    /** Nobody who wrote a document before can have guessed it, so a document cannot break out of its part. */
    static String random() {
        byte[] drawn = new byte[LENGTH];
        RANDOM.nextBytes(drawn);
        StringBuilder text = new StringBuilder(LENGTH);
        for (byte b : drawn) {
            text.append(DRAWN_FROM.charAt(b & 31));
        }
        return text.toString();
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    String text() {
        return text;
    }

    byte[] bytes() {
        return bytes;
    }

    BytePattern pattern() {
        return pattern;
    }
}
