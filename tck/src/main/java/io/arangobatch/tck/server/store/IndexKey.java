package io.arangobatch.tck.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A value under which a unique index files a document: equal where the server's comparison says equal, so 1 and 1.0 are one. */
final class IndexKey {
    private IndexKey() {}

    /** All keys of a document: one, or several if a field expands an array ({@code tags[*]}); none if the index skips it. */
    static Set<List<@Nullable Object>> of(JsonNode document, List<String> fields, boolean sparse) {
        List<List<@Nullable Object>> keys = List.of(List.of());
        for (String field : fields) {
            List<List<@Nullable Object>> longer = new ArrayList<>();
            for (JsonNode value : values(document, field)) {
                if (sparse && (value.isMissingNode() || value.isNull())) {
                    continue;
                }
                for (List<@Nullable Object> key : keys) {
                    List<@Nullable Object> next = new ArrayList<>(key);
                    next.add(canonical(value));
                    longer.add(next);
                }
            }
            keys = longer;
        }
        return new LinkedHashSet<>(keys);
    }

    private static List<JsonNode> values(JsonNode document, String field) {
        List<JsonNode> nodes = List.of(document);
        for (String step : field.split("\\.")) {
            boolean expand = step.endsWith("[*]");
            String name = expand ? step.substring(0, step.length() - 3) : step;
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : nodes) {
                JsonNode value = node.path(name);
                if (expand) {
                    if (value.isArray()) {
                        value.forEach(next::add);
                    }
                } else {
                    next.add(value);
                }
            }
            nodes = next;
        }
        return nodes;
    }

    private static @Nullable Object canonical(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> number(value);
            case STRING -> value.textValue();
            case BOOLEAN -> value.booleanValue();
            case ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                value.forEach(element -> elements.add(canonical(element)));
                yield elements;
            }
            case OBJECT -> {
                TreeMap<String, @Nullable Object> members = new TreeMap<>();
                value.properties().forEach(member -> members.put(member.getKey(), canonical(member.getValue())));
                yield members;
            }
            default -> null;
        };
    }

    private static Object number(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        double number = value.doubleValue();
        boolean whole = number == Math.rint(number) && Math.abs(number) < 0x1p63;
        return whole ? (Object) (long) number : (Object) number;
    }
}
