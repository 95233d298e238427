package io.arangobatch.tck.benchmark.result;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How numbers are written. */
final class Numbers {

    private Numbers() {}

    /** Three digits that count, with thousands set apart. */
    static String shown(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(3));
        int decimals = Math.max(0, 2 - (rounded.precision() - rounded.scale() - 1));
        return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
    }

    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** The middle, and the range if there is one. */
    static String shown(Spread spread) {
        return shown(spread.median()) + (spread.percent() == 0 ? "" : " ±" + spread.percent() + " %");
    }
}
