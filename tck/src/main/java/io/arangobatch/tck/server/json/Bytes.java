package io.arangobatch.tck.server.json;

import java.nio.charset.StandardCharsets;

/** A window on a byte array, so that the parts of a batch are read where they lie. */
public record Bytes(byte[] array, int offset, int length) {
    public static final Bytes EMPTY = of(new byte[0]);

    public static Bytes of(byte[] array) {
        return new Bytes(array, 0, array.length);
    }

    public byte at(int index) {
        return array[offset + index];
    }

    public boolean isEmpty() {
        return length == 0;
    }

    public Bytes slice(int from, int to) {
        return new Bytes(array, offset + from, to - from);
    }

    /** The text in UTF-8. */
    public String text() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    /** The text with one character a byte, for what is only carried through. */
    public String latin1() {
        return new String(array, offset, length, StandardCharsets.ISO_8859_1);
    }

    public boolean startsWith(byte[] prefix, int at) {
        if (at < 0 || at + prefix.length > length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (array[offset + at + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where {@code needle} begins at or after {@code from}, or -1. */
    public int indexOf(byte[] needle, int from) {
        byte first = needle[0];
        for (int i = from; i <= length - needle.length; i++) {
            if (array[offset + i] == first && startsWith(needle, i)) {
                return i;
            }
        }
        return -1;
    }

    public int indexOf(int b, int from) {
        for (int i = from; i < length; i++) {
            if (array[offset + i] == b) {
                return i;
            }
        }
        return -1;
    }
}
