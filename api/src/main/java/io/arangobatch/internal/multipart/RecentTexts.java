package io.arangobatch.internal.multipart;

import io.arangobatch.spi.HttpHeader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Header lines that came lately. The parts of a batch repeat the same few, which are then recognised by their bytes and allocate nothing.
 * A slot holds one text and loses it to the next that falls there, so the memory is bounded and nobody can make a lookup slow.
 */
final class RecentTexts {

    private static final int SLOTS = 128;
    /** Longer ones are most likely unique, and would make the slots heavy. */
    private static final int LONGEST_KEPT = 128;

    private final @Nullable String[] texts = new @Nullable String[SLOTS];
    private final @Nullable HttpHeader[] headers = new @Nullable HttpHeader[SLOTS];

    String text(byte[] bytes, int from, int to) {
        if (from == to) {
            return "";
        }
        if (to - from > LONGEST_KEPT) {
            return decode(bytes, from, to);
        }
        int slot = slotOf(hash(bytes, from, to, 0));
        String known = texts[slot];
        if (known != null && isText(known, bytes, from, to)) {
            return known;
        }
        String text = decode(bytes, from, to);
        texts[slot] = text;
        return text;
    }

    HttpHeader header(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
        if (valueTo - valueFrom > LONGEST_KEPT) {
            return new HttpHeader(text(bytes, nameFrom, nameTo), decode(bytes, valueFrom, valueTo));
        }
        int slot = slotOf(hash(bytes, valueFrom, valueTo, hash(bytes, nameFrom, nameTo, 0)));
        HttpHeader known = headers[slot];
        if (known != null
                && isText(known.name(), bytes, nameFrom, nameTo)
                && isText(known.value(), bytes, valueFrom, valueTo)) {
            return known;
        }
        HttpHeader header = new HttpHeader(text(bytes, nameFrom, nameTo), decode(bytes, valueFrom, valueTo));
        headers[slot] = header;
        return header;
    }

    private static String decode(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static int hash(byte[] bytes, int from, int to, int start) {
        int hash = start;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    private static int slotOf(int hash) {
        return (hash * 0x9E3779B9) >>> (32 - Integer.numberOfTrailingZeros(SLOTS));
    }

    private static boolean isText(String text, byte[] bytes, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i - from) != (char) (bytes[i] & 0xff)) {
                return false;
            }
        }
        return true;
    }
}
