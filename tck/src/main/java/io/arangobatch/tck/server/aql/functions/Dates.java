package io.arangobatch.tck.server.aql.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as AQL reads and writes them: milliseconds since 1970, or ISO 8601 texts, UTC unless they say otherwise. */
final class Dates {
    private static final Pattern ISO = Pattern.compile("([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?"
            + "(?:[Tt ]([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2})(?:\\.([0-9]{1,3})[0-9]*)?)?)?"
            + "(?:[zZ]|([+-])([0-9]{1,2}):?([0-9]{2}))?");
    private static final DateTimeFormatter OUT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

    private Dates() {}

    static Optional<OffsetDateTime> parse(JsonNode value) {
        try {
            if (value.isNumber()) {
                return Optional.of(Instant.ofEpochMilli(Values.toLong(value)).atOffset(ZoneOffset.UTC));
            }
            return value.isTextual() ? parse(value.textValue().strip()) : Optional.empty();
        } catch (DateTimeException e) {
            // A date that no calendar has: the callers give the server's warning.
            return Optional.empty();
        }
    }

    private static Optional<OffsetDateTime> parse(String text) {
        Matcher m = ISO.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        LocalDateTime local = LocalDateTime.of(
                part(m, 1, 1), part(m, 2, 1), part(m, 3, 1), part(m, 4, 0), part(m, 5, 0), part(m, 6, 0));
        String fraction = m.group(7);
        if (fraction != null) {
            local = local.withNano(Integer.parseInt((fraction + "00").substring(0, 3)) * 1_000_000);
        }
        int minutes = part(m, 9, 0) * 60 + part(m, 10, 0);
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(("-".equals(m.group(8)) ? -minutes : minutes) * 60);
        return Optional.of(local.atOffset(offset).withOffsetSameInstant(ZoneOffset.UTC));
    }

    private static int part(Matcher m, int group, int missing) {
        String text = m.group(group);
        return text == null ? missing : Integer.parseInt(text);
    }

    static String format(OffsetDateTime date) {
        return OUT.format(date.withOffsetSameInstant(ZoneOffset.UTC));
    }
}
