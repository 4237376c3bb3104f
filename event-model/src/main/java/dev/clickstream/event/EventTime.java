package dev.clickstream.event;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Times as the envelope writes them: UTC, exactly three decimals. Each event holds three or four, and the JDK's own parser takes
 * longer for them than Jackson for all the rest; what has another form is left to it.
 */
public final class EventTime {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    /** Digits where the form has 0. */
    private static final String FORM = "0000-00-00T00:00:00.000Z";

    private static final int SECONDS_PER_DAY = 86_400;
    private static final int MILLIS_PER_DAY = 86_400_000;
    /** The first day of year 0, and the first after year 9999: between them a year has four digits. */
    private static final long FIRST_DAY = LocalDate.of(0, 1, 1).toEpochDay();

    private static final long AFTER_LAST_DAY = LocalDate.of(10_000, 1, 1).toEpochDay();

    private EventTime() {}

    static String format(Instant instant) {
        long day = Math.floorDiv(instant.getEpochSecond(), SECONDS_PER_DAY);
        if (day < FIRST_DAY || day >= AFTER_LAST_DAY) {
            return MILLIS.format(instant);
        }
        int millis = Math.floorMod(instant.toEpochMilli(), MILLIS_PER_DAY);
        LocalDate date = LocalDate.ofEpochDay(day);
        byte[] text = FORM.getBytes(StandardCharsets.ISO_8859_1);
        digits(text, 0, 4, date.getYear());
        digits(text, 5, 2, date.getMonthValue());
        digits(text, 8, 2, date.getDayOfMonth());
        digits(text, 11, 2, millis / 3_600_000);
        digits(text, 14, 2, millis / 60_000 % 60);
        digits(text, 17, 2, millis / 1_000 % 60);
        digits(text, 20, 3, millis % 1_000);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /**
     * Also of any other form that {@link Instant#parse} takes.
     *
     * @throws DateTimeParseException if it is no time in UTC
     */
    static Instant parse(String text) {
        Instant exact = exact(text);
        return exact == null ? Instant.parse(text) : exact;
    }

    /** Null when the text is anything but a time as the envelope writes it. */
    public static @Nullable Instant exact(String text) {
        if (!isOfTheForm(text)) {
            return null;
        }
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        try {
            long day = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2))
                    .toEpochDay();
            long seconds = day * SECONDS_PER_DAY + hour * 3_600L + minute * 60L + second;
            return Instant.ofEpochSecond(seconds, number(text, 20, 3) * 1_000_000L);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static boolean isOfTheForm(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char wanted = FORM.charAt(i);
            char found = text.charAt(i);
            if (wanted == '0' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }

    private static void digits(byte[] text, int from, int digits, int number) {
        int rest = number;
        for (int i = from + digits - 1; i >= from; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
