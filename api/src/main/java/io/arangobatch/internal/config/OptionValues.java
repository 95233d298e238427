package io.arangobatch.internal.config;

import io.arangobatch.ArangoConfigurationException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The options that were set, each with a value of its own type. Immutable. */
public final class OptionValues {

    private static final OptionValues NONE = new OptionValues(Map.of());

    private final Map<Option<?>, Object> values;

    private OptionValues(Map<Option<?>, Object> values) {
        this.values = values;
    }

    /** Nothing set. */
    public static OptionValues none() {
        return NONE;
    }

    /** Reads properties. Names are sorted, so that of several mistakes always the same one is reported. */
    public static OptionValues of(Properties properties) {
        OptionValues read = NONE;
        for (Map.Entry<Object, Object> entry : properties.entrySet()) {
            requireText(entry.getKey(), entry.getValue());
        }
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            read = read.withText(Options.named(name), Objects.requireNonNull(properties.getProperty(name)));
        }
        return read;
    }

    private static void requireText(Object name, Object value) {
        if (!(name instanceof String)) {
            throw new ArangoConfigurationException(
                    "the name of a property is of " + name.getClass() + ": names and values of properties are String");
        }
        if (!(value instanceof String)) {
            throw new ArangoConfigurationException("the value of property " + Texts.quote((String) name) + " is of "
                    + value.getClass() + ": names and values of properties are String");
        }
    }

    /** These values and one more, which replaces an earlier one. */
    public <T> OptionValues with(Option<T> option, T value) {
        return put(option, option.check(value));
    }

    /** These values and one more, given as text. */
    <T> OptionValues withText(Option<T> option, String text) {
        return put(option, option.parse(text));
    }

    private OptionValues put(Option<?> option, Object value) {
        Map<Option<?>, Object> more = new HashMap<>(values);
        more.put(option, value);
        return new OptionValues(Map.copyOf(more));
    }

    /** These values, but for those that the others set too. */
    public OptionValues overriddenBy(OptionValues others) {
        Map<Option<?>, Object> all = new HashMap<>(values);
        all.putAll(others.values);
        return new OptionValues(Map.copyOf(all));
    }

    /** Whether the option was set, rather than left at its default. */
    public boolean isSet(Option<?> option) {
        return values.containsKey(option);
    }

    /** The value of an option, or its default, if it has any. */
    public <T> Optional<T> find(Option<T> option) {
        return Optional.ofNullable(value(option));
    }

    /** The value of an option that has a default. */
    public <T> T get(Option<T> option) {
        return Objects.requireNonNull(value(option), option.name());
    }

    private <T> @Nullable T value(Option<T> option) {
        Object value = values.get(option);
        return value == null ? option.defaultValue() : option.type().javaType().cast(value);
    }

    /** All values, defaults too, in the order of the table; of secrets only that they are there. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        Options.ALL.forEach(option -> append(text, option));
        return text.toString();
    }

    private <T> void append(StringBuilder text, Option<T> option) {
        find(option)
                .ifPresent(value -> text.append(text.isEmpty() ? "" : ", ")
                        .append(option.name())
                        .append('=')
                        .append(option.show(value)));
    }
}
