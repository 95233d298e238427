package io.arangobatch.request;

import io.arangobatch.ArangoRequestException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** JSON text as bytes, sent as it is and returned as it came. Immutable and thread-safe. */
public final class RawJson {

    private final byte[] bytes;

    private RawJson(byte[] bytes) {
        if (bytes.length == 0) {
            throw new ArangoRequestException("the raw JSON is empty; give the text of a JSON value");
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw new ArangoRequestException("the raw JSON holds a NUL byte at index " + i
                        + ", which no JSON has; write it as \\u0000 within a string");
            }
        }
        this.bytes = bytes;
    }

    /**
     * Takes JSON as UTF-8 bytes. They are copied, and not checked: the server says what is wrong with them.
     *
     * @param utf8 the text of one JSON value
     * @return the value
     * @throws ArangoRequestException if there are no bytes or one is NUL
     */
    public static RawJson of(byte[] utf8) {
        return new RawJson(Objects.requireNonNull(utf8, "utf8").clone());
    }

    /**
     * Takes JSON as text. It is not checked: the server says what is wrong with it.
     *
     * @param json the text of one JSON value
     * @return the value
     * @throws ArangoRequestException if the text is empty or holds a NUL
     */
    public static RawJson of(String json) {
        return new RawJson(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the bytes.
     *
     * @return a copy of the UTF-8 bytes
     */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /**
     * Writes the bytes without copying them first.
     *
     * @param out where to
     * @throws IOException if {@code out} throws it
     */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    /**
     * Tells whether another value has the same bytes. The same JSON written otherwise is not equal.
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof RawJson that && Arrays.equals(bytes, that.bytes);
    }

    /** Returns a hash of the bytes. */
    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns the text. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
