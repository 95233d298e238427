package io.arangobatch.tck.server.aql.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** Numbers as the server computes and writes them: 64-bit integers while they fit, doubles otherwise. */
public final class Numbers {
    private static final double EXACT = 9007199254740992.0;

    private Numbers() {}

    public static JsonNode parseLiteral(String digits) {
        if (digits.chars().allMatch(Character::isDigit)) {
            try {
                return LongNode.valueOf(Long.parseLong(digits));
            } catch (NumberFormatException tooLong) {
                return DoubleNode.valueOf(Double.parseDouble(digits));
            }
        }
        double value = Double.parseDouble(digits);
        return Double.isInfinite(value) ? NullNode.getInstance() : of(value);
    }

    /** A whole number becomes an integer, as it is one when written. */
    public static JsonNode of(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            return LongNode.valueOf((long) value);
        }
        return DoubleNode.valueOf(value);
    }

    /** What is not a finite number is null. */
    public static JsonNode orNull(double value) {
        return Double.isFinite(value) ? of(value) : NullNode.getInstance();
    }

    /** What is not a finite number is zero. */
    public static JsonNode orZero(double value) {
        return Double.isFinite(value) ? of(value) : LongNode.valueOf(0);
    }

    /** A value from outside with its numbers as this engine has them. */
    public static JsonNode normalize(JsonNode value) {
        if (value.isNumber()) {
            return isInteger(value) ? LongNode.valueOf(value.longValue()) : of(value.doubleValue());
        }
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(element -> array.add(normalize(element)));
            return array;
        }
        if (value.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(member -> object.set(member.getKey(), normalize(member.getValue())));
            return object;
        }
        return value;
    }

    public static boolean isInteger(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong();
    }

    /** The shortest digits that give the number again, with an exponent only where the server writes one. */
    public static String format(JsonNode number) {
        return isInteger(number) ? Long.toString(number.longValue()) : format(number.doubleValue());
    }

    private static String format(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        String digits = decimal.unscaledValue().abs().toString();
        int scale = -decimal.scale();
        int exponent = scale + digits.length() - 1;
        String sign = value < 0 ? "-" : "";
        if (scale >= 0 && exponent < digits.length() + 7) {
            return sign + digits + "0".repeat(scale);
        }
        if (scale < 0 && (scale > -7 || Math.abs(exponent) < 4)) {
            return sign + fraction(digits, digits.length() + scale);
        }
        String mantissa = digits.length() > 1 ? digits.charAt(0) + "." + digits.substring(1) : digits;
        return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }

    private static String fraction(String digits, int point) {
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }
}
