package io.arangobatch.tck.server.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects an answer's bytes; unlike {@code ByteArrayOutputStream} it neither locks nor copies at the end. */
public final class ByteBuilder {
    private byte[] bytes;
    private int size;

    public ByteBuilder(int capacity) {
        bytes = new byte[Math.max(capacity, 16)];
    }

    public ByteBuilder put(int b) {
        ensure(1);
        bytes[size++] = (byte) b;
        return this;
    }

    public ByteBuilder put(Bytes source) {
        return put(source.array(), source.offset(), source.length());
    }

    public ByteBuilder put(byte[] source) {
        return put(source, 0, source.length);
    }

    public ByteBuilder put(byte[] source, int offset, int length) {
        ensure(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** Appends text whose characters are all below U+0100, one byte each. */
    @SuppressWarnings("deprecation") // the quick way to copy Latin-1 text, deprecated only because of other text
    public ByteBuilder latin1(String text) {
        int length = text.length();
        ensure(length);
        text.getBytes(0, length, bytes, size);
        size += length;
        return this;
    }

    public ByteBuilder utf8(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    public ByteBuilder decimal(long number) {
        return latin1(Long.toString(number));
    }

    public int size() {
        return size;
    }

    public Bytes bytes() {
        return new Bytes(bytes, 0, size);
    }

    private void ensure(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
        }
    }
}
