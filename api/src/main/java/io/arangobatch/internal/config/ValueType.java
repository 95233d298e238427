package io.arangobatch.internal.config;

/** What the values of an option are: how they are read, which ones are allowed, and how they are shown. */
public interface ValueType<T> {

    /** The class of the values. */
    Class<T> javaType();

    /** The allowed texts in words, for error messages. */
    String allowed();

    /** Reads a text; throws {@link IllegalArgumentException} for one that is none of this type. Ranges are left to {@link #accepts}. */
    T parse(String text);

    /** Whether the value is in range. */
    boolean accepts(T value);

    /** The value as a text that {@link #parse} reads. */
    default String show(T value) {
        return value.toString();
    }
}
