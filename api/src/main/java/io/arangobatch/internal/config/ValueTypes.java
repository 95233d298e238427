package io.arangobatch.internal.config;

import io.arangobatch.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values that options have. */
final class ValueTypes {

    /** Longer times are mistakes, and a timer that counts milliseconds in an {@code int} holds this one. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final Pattern TRANSPORT_NAME = Pattern.compile("[a-z0-9-]+");

    private static final String NEVER = "never";

    private ValueTypes() {}

    /** A name that may not be empty. */
    static ValueType<String> name() {
        return new Type<>(
                String.class,
                "a text that is not empty, without control characters",
                Function.identity(),
                text -> !text.isEmpty() && Texts.firstControl(text) < 0,
                Function.identity());
    }

    /** A text that may be empty, as the password of a fresh server is. */
    static ValueType<String> text() {
        return new Type<>(
                String.class,
                "a text without control characters",
                Function.identity(),
                text -> Texts.firstControl(text) < 0,
                Function.identity());
    }

    static ValueType<String> transportName() {
        return new Type<>(
                String.class,
                "a name of lower-case letters, digits and hyphens",
                Function.identity(),
                TRANSPORT_NAME.asMatchPredicate(),
                Function.identity());
    }

    static ValueType<Path> file() {
        return path("the path of a file");
    }

    static ValueType<Path> folder() {
        return path("the path of a folder");
    }

    private static ValueType<Path> path(String allowed) {
        return new Type<>(
                Path.class,
                allowed,
                Path::of,
                path -> !path.toString().isEmpty() && Texts.firstControl(path.toString()) < 0,
                Path::toString);
    }

    static ValueType<Boolean> flag() {
        return new Type<>(Boolean.class, "true or false", ValueTypes::truth, value -> true, value -> value.toString());
    }

    static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
        String names = Arrays.stream(type.getEnumConstants())
                .map(ValueTypes::lowerName)
                .collect(Collectors.joining(", "));
        return new Type<>(type, "one of " + names, text -> constant(type, text), value -> true, ValueTypes::lowerName);
    }

    static ValueType<Integer> count(int least, int most) {
        return new Type<>(
                Integer.class,
                "a whole number from " + least + " to " + most,
                Integer::valueOf,
                value -> value >= least && value <= most,
                value -> Integer.toString(value));
    }

    static ValueType<Long> size(long least, long most) {
        return new Type<>(
                Long.class, sizes(least, most), Sizes::parse, value -> value >= least && value <= most, Sizes::show);
    }

    /** A size, or no limit at all, which is {@link Long#MAX_VALUE}. */
    static ValueType<Long> sizeOrNever(long least, long most) {
        return new Type<>(
                Long.class,
                NEVER + ", or " + sizes(least, most),
                text -> text.equals(NEVER) ? Long.MAX_VALUE : Sizes.parse(text),
                value -> value == Long.MAX_VALUE || value >= least && value <= most,
                value -> value == Long.MAX_VALUE ? NEVER : Sizes.show(value));
    }

    private static String sizes(long least, long most) {
        return "a number of bytes from " + Sizes.show(least) + " to " + Sizes.show(most)
                + ", with k, m or g for KiB, MiB or GiB, such as 64m";
    }

    /** A time limit, where zero stands for none. Less than a millisecond is refused: rounded, it would turn into no limit. */
    static ValueType<Duration> limit() {
        return new Type<>(
                Duration.class,
                "0 for no limit, or from 1ms to 24h, such as 500ms, 5s, 2m, 1h or PT5S",
                Durations::parse,
                value ->
                        value.isZero() || (value.compareTo(Duration.ofMillis(1)) >= 0 && value.compareTo(LONGEST) <= 0),
                Durations::show);
    }

    static ValueType<RetryPolicy> retry() {
        return new Type<>(
                RetryPolicy.class,
                "none, or a number from 1 to 100, perhaps with times from 1ms to 24h, such as 3 or 3,100ms,10s,30s",
                RetryPolicies::parse,
                policy -> true,
                RetryPolicies::show);
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> lowerName(value).equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private static String lowerName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private record Type<T>(
            Class<T> javaType,
            String allowed,
            Function<String, T> reader,
            Predicate<T> range,
            Function<T, String> writer)
            implements ValueType<T> {

        @Override
        public T parse(String text) {
            return reader.apply(text);
        }

        @Override
        public boolean accepts(T value) {
            return range.test(value);
        }

        @Override
        public String show(T value) {
            return writer.apply(value);
        }
    }
}
