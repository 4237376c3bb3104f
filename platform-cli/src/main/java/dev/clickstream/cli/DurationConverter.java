package dev.clickstream.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time span such as {@code 500ms}, {@code 90s}, {@code 15m}, {@code 12h}, {@code 7d}, {@code 2w}, or ISO 8601. */
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h|d|w)");

    @Override
    public Duration convert(String text) {
        Matcher matcher = SHORT.matcher(text.strip().toLowerCase(java.util.Locale.ROOT));
        if (matcher.matches()) {
            double number = Double.parseDouble(matcher.group(1));
            return Duration.ofMillis(Math.round(number * millisecondsOf(matcher.group(2))));
        }
        try {
            return Duration.parse(text);
        } catch (java.time.DateTimeException unreadable) {
            throw new TypeConversionException("found '" + text + "', wanted a time span such as 90s, 15m, 12h or 7d");
        }
    }

    private static long millisecondsOf(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 7 * 86_400_000;
        };
    }
}
