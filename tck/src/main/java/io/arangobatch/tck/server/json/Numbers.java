package io.arangobatch.tck.server.json;

import java.math.BigDecimal;

/** How the server writes a floating-point number: as an integer where it is one, and scientific only when it must. */
final class Numbers {
    private Numbers() {}

    static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "null";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        String text = text(exact.unscaledValue().toString(), -exact.scale());
        return value < 0 ? "-" + text : text;
    }

    /** The number {@code digits · 10^power}. */
    private static String text(String digits, int power) {
        int count = digits.length();
        int exponent = power + count - 1;
        if (power >= 0 && exponent < count + 7) {
            return digits + "0".repeat(power);
        }
        if (power < 0 && (power > -7 || Math.abs(exponent) < 4)) {
            int whole = count + power;
            return whole <= 0
                    ? "0." + "0".repeat(-whole) + digits
                    : digits.substring(0, whole) + "." + digits.substring(whole);
        }
        String fraction = count > 1 ? "." + digits.substring(1) : "";
        return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
