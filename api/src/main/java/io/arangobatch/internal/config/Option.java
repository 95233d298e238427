package io.arangobatch.internal.config;

import io.arangobatch.ArangoConfigurationException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table of options. The name is the same in the URL, as a property and as a builder method.
 *
 * @param name the name
 * @param type what its values are
 * @param defaultValue what holds if it is not set, or {@code null} for nothing
 * @param defaultText the default as the user reads it
 * @param meaning what it does, for the README
 * @param secret whether its value must never be shown
 */
public record Option<T>(
        String name, ValueType<T> type, @Nullable T defaultValue, String defaultText, String meaning, boolean secret) {

    static <T> Option<T> withDefault(String name, ValueType<T> type, T defaultValue, String meaning) {
        return new Option<>(name, type, defaultValue, "`" + type.show(defaultValue) + "`", meaning, false);
    }

    static <T> Option<T> withoutDefault(String name, ValueType<T> type, String defaultText, String meaning) {
        return new Option<>(name, type, null, defaultText, meaning, false);
    }

    static Option<String> secret(String name, String defaultText, String meaning) {
        return new Option<>(name, ValueTypes.text(), null, defaultText, meaning, true);
    }

    /** Reads and checks a value given as text. */
    T parse(String text) {
        T value;
        try {
            value = type.parse(text);
        } catch (IllegalArgumentException unreadable) {
            // The JDK's parsers repeat the text in their messages, which must not happen to a secret.
            throw wrong(text, secret ? null : unreadable);
        }
        if (!type.accepts(value)) {
            throw wrong(text, null);
        }
        return value;
    }

    /** Checks a value given as an object. */
    T check(T value) {
        Objects.requireNonNull(value, name);
        if (!type.accepts(value)) {
            throw wrong(type.show(value), null);
        }
        return value;
    }

    /** The value as it may be shown: a secret never is. */
    String show(T value) {
        return secret ? "(secret)" : type.show(value);
    }

    private ArangoConfigurationException wrong(String text, @Nullable Throwable cause) {
        String shown = secret ? "wrong value" : "wrong value " + Texts.quote(text);
        return new ArangoConfigurationException(
                shown + " for option " + name + ": allowed is " + type.allowed(), cause);
    }
}
