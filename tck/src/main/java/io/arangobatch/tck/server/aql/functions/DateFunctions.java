package io.arangobatch.tck.server.aql.functions;

import static io.arangobatch.tck.server.aql.functions.Function.late;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.arangobatch.tck.server.aql.AqlException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Functions on dates. */
final class DateFunctions {
    private static final Map<String, ChronoUnit> UNITS = Map.ofEntries(
            Map.entry("y", ChronoUnit.YEARS),
            Map.entry("year", ChronoUnit.YEARS),
            Map.entry("m", ChronoUnit.MONTHS),
            Map.entry("month", ChronoUnit.MONTHS),
            Map.entry("w", ChronoUnit.WEEKS),
            Map.entry("week", ChronoUnit.WEEKS),
            Map.entry("d", ChronoUnit.DAYS),
            Map.entry("day", ChronoUnit.DAYS),
            Map.entry("h", ChronoUnit.HOURS),
            Map.entry("hour", ChronoUnit.HOURS),
            Map.entry("i", ChronoUnit.MINUTES),
            Map.entry("minute", ChronoUnit.MINUTES),
            Map.entry("s", ChronoUnit.SECONDS),
            Map.entry("second", ChronoUnit.SECONDS),
            Map.entry("f", ChronoUnit.MILLIS),
            Map.entry("millisecond", ChronoUnit.MILLIS));

    static final List<Function> ALL = List.of(
            late("DATE_NOW", 0, 0, (c, a) -> LongNode.valueOf(Instant.now().toEpochMilli())),
            late(
                    "DATE_TIMESTAMP",
                    1,
                    7,
                    (c, a) -> date(
                            "DATE_TIMESTAMP",
                            c,
                            a,
                            d -> LongNode.valueOf(d.toInstant().toEpochMilli()))),
            late("DATE_ISO8601", 1, 7, (c, a) -> date("DATE_ISO8601", c, a, d -> TextNode.valueOf(Dates.format(d)))),
            part("DATE_YEAR", OffsetDateTime::getYear),
            part("DATE_MONTH", OffsetDateTime::getMonthValue),
            part("DATE_DAY", OffsetDateTime::getDayOfMonth),
            part("DATE_HOUR", OffsetDateTime::getHour),
            part("DATE_MINUTE", OffsetDateTime::getMinute),
            part("DATE_SECOND", OffsetDateTime::getSecond),
            part("DATE_MILLISECOND", d -> d.get(ChronoField.MILLI_OF_SECOND)),
            part("DATE_DAYOFWEEK", d -> d.getDayOfWeek().getValue() % 7),
            part("DATE_DAYOFYEAR", OffsetDateTime::getDayOfYear),
            part("DATE_ISOWEEK", d -> d.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
            part("DATE_QUARTER", d -> d.get(IsoFields.QUARTER_OF_YEAR)),
            part("DATE_DAYS_IN_MONTH", d -> YearMonth.from(d).lengthOfMonth()),
            late(
                    "DATE_LEAPYEAR",
                    1,
                    1,
                    (c, a) -> date(
                            "DATE_LEAPYEAR",
                            c,
                            a,
                            d -> BooleanNode.valueOf(d.toLocalDate().isLeapYear()))),
            late("DATE_ADD", 2, 3, (c, a) -> shift("DATE_ADD", c, a, 1)),
            late("DATE_SUBTRACT", 2, 3, (c, a) -> shift("DATE_SUBTRACT", c, a, -1)),
            Function.refused("DATE_DIFF", 3, 4),
            Function.refused("DATE_COMPARE", 3, 4));

    private DateFunctions() {}

    private interface DateBody {
        JsonNode of(OffsetDateTime date);
    }

    private static Function part(String name, ToLongFunction<OffsetDateTime> part) {
        return late(name, 1, 1, (c, a) -> date(name, c, a, d -> LongNode.valueOf(part.applyAsLong(d))));
    }

    private static JsonNode date(String function, CallContext context, List<JsonNode> a, DateBody body) {
        Optional<OffsetDateTime> date = a.size() == 1 ? Dates.parse(a.get(0)) : fromParts(a);
        return date.isPresent() ? body.of(date.get()) : context.refuse(CallContext.INVALID_DATE, function);
    }

    /** Year, month, day, hour, minute, second, millisecond; what is left out is the first. */
    private static Optional<OffsetDateTime> fromParts(List<JsonNode> a) {
        long[] parts = {0, 1, 1, 0, 0, 0, 0};
        for (int i = 0; i < a.size(); i++) {
            boolean readable = a.get(i).isNumber() || a.get(i).isTextual();
            if (!readable || Double.isNaN(Values.toDouble(a.get(i))) || Values.toLong(a.get(i)) < 0) {
                return Optional.empty();
            }
            parts[i] = Values.toLong(a.get(i));
        }
        return Optional.of(LocalDateTime.of((int) parts[0], 1, 1, 0, 0)
                .plusMonths(parts[1] - 1)
                .plusDays(parts[2] - 1)
                .plusHours(parts[3])
                .plusMinutes(parts[4])
                .plusSeconds(parts[5])
                .plus(parts[6], ChronoUnit.MILLIS)
                .atOffset(ZoneOffset.UTC));
    }

    private static JsonNode shift(String function, CallContext context, List<JsonNode> a, int sign) {
        if (a.size() == 2) {
            throw new AqlException(
                    AqlException.NOT_IMPLEMENTED, function + "() with an ISO 8601 duration is not implemented");
        }
        Optional<OffsetDateTime> date = Dates.parse(a.get(0));
        if (!a.get(1).isNumber() || !a.get(2).isTextual()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, function);
        }
        String unitName = a.get(2).textValue().toLowerCase(Locale.ROOT);
        boolean plural = unitName.length() > 1 && unitName.endsWith("s");
        ChronoUnit unit = UNITS.get(plural ? unitName.substring(0, unitName.length() - 1) : unitName);
        if (date.isEmpty() || unit == null) {
            return context.refuse(CallContext.INVALID_DATE, function);
        }
        try {
            return TextNode.valueOf(Dates.format(date.get().plus(sign * Values.toLong(a.get(1)), unit)));
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return context.refuse(CallContext.INVALID_DATE, function);
        }
    }
}
