package io.arangobatch.internal.multipart;

import java.nio.charset.StandardCharsets;

/** A short, printable piece of what a server sent, for messages: never long, never with control characters. */
final class Excerpt {

    static final int MAX_BYTES = 60;

    private Excerpt() {}

    static String of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return of(bytes, 0, bytes.length);
    }

    static String of(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + MAX_BYTES);
        StringBuilder text = new StringBuilder("\"");
        for (int i = from; i < end; i++) {
            append(text, bytes[i]);
        }
        return text.append('"').append(end < to ? "…" : "").toString();
    }

    private static void append(StringBuilder text, byte b) {
        switch (b) {
            case '\r' -> text.append("\\r");
            case '\n' -> text.append("\\n");
            case '"', '\\' -> text.append('\\').append((char) b);
            default -> {
                if (b >= ' ' && b <= '~') {
                    text.append((char) b);
                } else {
                    text.append(String.format("\\x%02x", b & 0xff));
                }
            }
        }
    }
}
