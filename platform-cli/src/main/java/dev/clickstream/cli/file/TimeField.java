package dev.clickstream.cli.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * When the event of a row happened.
 *
 * @param plusMilliseconds a column whose number is added as milliseconds, at most 999: it orders what shares a second
 */
record TimeField(String column, TimeFormat format, @Nullable String plusMilliseconds) {

    Instant instant(Row row) {
        String text = row.text(column);
        if (text == null) {
            throw row.unmapped("column " + column + " holds no time");
        }
        Instant instant;
        try {
            instant = format.read(text);
        } catch (DateTimeException | ArithmeticException | NumberFormatException unreadable) {
            throw row.unreadable(column, text, format.inWords());
        }
        String tie = plusMilliseconds == null ? null : row.text(plusMilliseconds);
        return tie == null ? instant : instant.plusMillis(tieBreaker(row, tie));
    }

    private long tieBreaker(Row row, String text) {
        try {
            return Math.clamp(Long.parseLong(text), 0, 999);
        } catch (NumberFormatException unreadable) {
            throw row.unreadable(String.valueOf(plusMilliseconds), text, "a whole number");
        }
    }

    /** How a time is written. */
    sealed interface TimeFormat {
        Instant read(String text);

        String inWords();

        record EpochSeconds() implements TimeFormat {
            @Override
            public Instant read(String text) {
                return Instant.ofEpochSecond(Long.parseLong(text));
            }

            @Override
            public String inWords() {
                return "whole seconds since 1970";
            }
        }

        record EpochMilliseconds() implements TimeFormat {
            @Override
            public Instant read(String text) {
                return Instant.ofEpochMilli(Long.parseLong(text));
            }

            @Override
            public String inWords() {
                return "whole milliseconds since 1970";
            }
        }

        record Iso() implements TimeFormat {
            @Override
            public Instant read(String text) {
                return Instant.parse(text);
            }

            @Override
            public String inWords() {
                return "an ISO 8601 time such as 2026-01-31T12:00:00Z";
            }
        }

        record Pattern(String pattern, DateTimeFormatter formatter, ZoneId zone) implements TimeFormat {
            @Override
            public Instant read(String text) {
                return LocalDateTime.parse(text, formatter).atZone(zone).toInstant();
            }

            @Override
            public String inWords() {
                return "a time written as " + pattern;
            }
        }
    }
}
