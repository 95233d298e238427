package io.arangobatch.tck.server.aql.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeSet;

/** The rules of AQL's values: their order, their truth, and their conversions. */
public final class Values {
    /** The order of SORT and of {@code <}: null, booleans, numbers, texts, arrays, objects. */
    public static final Comparator<JsonNode> ORDER = (a, b) -> compare(a, b, Collation.INSTANCE);

    private static final Comparator<String> BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private Values() {}

    /** Equality, which looks at the bytes of texts where the order looks at the language. */
    public static boolean equal(JsonNode a, JsonNode b) {
        return compare(a, b, BYTES) == 0;
    }

    static int compare(JsonNode a, JsonNode b, Comparator<String> texts) {
        int weight = Integer.compare(weight(a), weight(b));
        if (weight != 0) {
            return weight;
        }
        return switch (weight(a)) {
            case 1 -> Boolean.compare(a.booleanValue(), b.booleanValue());
            case 2 -> compareNumbers(a, b);
            case 3 -> Integer.signum(texts.compare(a.textValue(), b.textValue()));
            case 4 -> compareArrays(a, b, texts);
            case 5 -> compareObjects(a, b, texts);
            default -> 0;
        };
    }

    private static int weight(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> 1;
            case NUMBER -> 2;
            case STRING -> 3;
            case ARRAY -> 4;
            case OBJECT -> 5;
            default -> 0;
        };
    }

    private static int compareNumbers(JsonNode a, JsonNode b) {
        if (Numbers.isInteger(a) && Numbers.isInteger(b)) {
            return Long.compare(a.longValue(), b.longValue());
        }
        double left = a.doubleValue();
        double right = b.doubleValue();
        return left == right ? 0 : Double.compare(left, right);
    }

    private static int compareArrays(JsonNode a, JsonNode b, Comparator<String> texts) {
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            int order = compare(at(a, i), at(b, i), texts);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** What one of two compared values lacks counts as null. */
    private static JsonNode at(JsonNode array, int index) {
        return index < array.size() ? array.get(index) : MissingNode.getInstance();
    }

    private static int compareObjects(JsonNode a, JsonNode b, Comparator<String> texts) {
        TreeSet<String> names = new TreeSet<>(Collation.INSTANCE.thenComparing(Comparator.naturalOrder()));
        a.fieldNames().forEachRemaining(names::add);
        b.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            int order = compare(a.path(name), b.path(name), texts);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    public static boolean isTrue(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.doubleValue() != 0;
            case STRING -> !value.textValue().isEmpty();
            case ARRAY, OBJECT -> true;
            default -> false;
        };
    }

    /** The number a value stands for; what stands for none is zero. */
    public static JsonNode toNumber(JsonNode value) {
        if (value.isNumber()) {
            return value;
        }
        if (value.isArray() && value.size() == 1) {
            return toNumber(value.get(0));
        }
        double number = toDouble(value);
        return Numbers.orZero(Double.isNaN(number) ? 0 : number);
    }

    /** The number a value stands for, or NaN. */
    static double toDouble(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> value.doubleValue();
            case BOOLEAN -> value.booleanValue() ? 1 : 0;
            case STRING -> textToDouble(value.textValue());
            case ARRAY -> arrayToDouble(value);
            case OBJECT -> Double.NaN;
            default -> 0;
        };
    }

    private static double arrayToDouble(JsonNode array) {
        return switch (array.size()) {
            case 0 -> 0;
            case 1 -> toDouble(array.get(0));
            default -> Double.NaN;
        };
    }

    private static double textToDouble(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return 0;
        }
        if (!trimmed.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?")) {
            return Double.NaN;
        }
        return Double.parseDouble(trimmed);
    }

    /** As the server casts to a 64-bit integer: towards zero, what is no number is zero. */
    public static long toLong(JsonNode value) {
        JsonNode number = toNumber(value);
        return Numbers.isInteger(number) ? number.longValue() : (long) number.doubleValue();
    }

    /** The text a value stands for; null is the empty one. */
    public static String toText(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.textValue();
            case NULL, MISSING -> "";
            default -> Json.write(value);
        };
    }

    /** What AQL calls the type of a value. */
    public static String typeName(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> "bool";
            case NUMBER -> "number";
            case STRING -> "string";
            case ARRAY -> "array";
            case OBJECT -> "object";
            default -> "null";
        };
    }

    public static JsonNode orNull(@org.jspecify.annotations.Nullable JsonNode value) {
        return value == null || value.isMissingNode() ? NullNode.getInstance() : value;
    }

    /** The member of an object, or null. */
    public static JsonNode attribute(JsonNode object, String name) {
        return object.isObject() ? orNull(object.get(name)) : NullNode.getInstance();
    }

    /** An element of an array, from the end if the index is negative, or a member of an object. */
    public static JsonNode index(JsonNode value, JsonNode index) {
        if (value.isArray()) {
            long position;
            if (index.isNumber()) {
                position = toLong(index);
            } else if (index.isTextual() && index.textValue().matches("-?[0-9]{1,18}")) {
                position = Long.parseLong(index.textValue());
            } else {
                return NullNode.getInstance();
            }
            long actual = position < 0 ? position + value.size() : position;
            return actual < 0 || actual >= value.size() ? NullNode.getInstance() : value.get((int) actual);
        }
        if (value.isObject() && (index.isTextual() || index.isNumber())) {
            return attribute(value, toText(index));
        }
        return NullNode.getInstance();
    }
}
