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

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
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
        if (text.length() != LENGTH || !text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)) {
            throw new IllegalStateException("a boundary is " + LENGTH + " letters and digits, not '" + text + "'");
        }
        return new Boundary(text);
    }

    /** Nobody who wrote a document before can have guessed it, so a document cannot break out of its part. */
    static String random() {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
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
