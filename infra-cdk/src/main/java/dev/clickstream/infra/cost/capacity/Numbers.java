package dev.clickstream.infra.cost.capacity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as a person reads them: thousands set apart, no more digits than matter. */
public final class Numbers {
    private Numbers() {}

    /** Four significant digits at most; whole numbers whole. */
    public static String plain(double value) {
        if (value == Math.rint(value) || Math.abs(value) >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return new BigDecimal(value)
                .round(new MathContext(4, RoundingMode.HALF_UP))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Two significant digits: for what is no more certain than that. */
    public static String rounded(double value) {
        return plain(new BigDecimal(value)
                .round(new MathContext(2, RoundingMode.HALF_UP))
                .doubleValue());
    }

    /** A price, as it is. */
    public static String exact(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** Cents below a hundred, whole dollars above. */
    public static String usd(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%,.2f" : "%,.0f", value);
    }

    public static String rate(double eventsPerSecond) {
        return plain(eventsPerSecond) + " events/s";
    }
}
