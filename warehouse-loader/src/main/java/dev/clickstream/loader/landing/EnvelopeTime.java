package dev.clickstream.loader.landing;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads the one form in which envelopes hold times, {@code 2026-11-26T08:15:30.123Z}, from its bytes. */
final class EnvelopeTime {
    private static final int LENGTH = "0000-00-00T00:00:00.000Z".length();
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long NO_TIME = Long.MIN_VALUE;

    /** The last date that was seen, as 20261126, and when its day begins: neighbours are of one day. */
    private int date;

    private long dayMicros;

    /** Since 1970; null if it has another form, or is no time. */
    @Nullable
    Long micros(byte[] json, int from, int to) {
        if (to - from != LENGTH
                || json[from + 4] != '-'
                || json[from + 7] != '-'
                || json[from + 10] != 'T'
                || json[from + 13] != ':'
                || json[from + 16] != ':'
                || json[from + 19] != '.'
                || json[from + 23] != 'Z') {
            return null;
        }
        int year = number(json, from, 4);
        int month = number(json, from + 5, 2);
        int day = number(json, from + 8, 2);
        int hour = number(json, from + 11, 2);
        int minute = number(json, from + 14, 2);
        int second = number(json, from + 17, 2);
        int millis = number(json, from + 20, 3);
        boolean digits = (year | month | day | hour | minute | second | millis) >= 0;
        if (!digits || year < 1 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        long begun = dayBegin(year, month, day);
        return begun == NO_TIME ? null : begun + ((hour * 60L + minute) * 60 + second) * 1_000_000 + millis * 1_000L;
    }

    /** Negative if one of the digits is none. */
    private static int number(byte[] json, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = json[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private long dayBegin(int year, int month, int day) {
        int wanted = year * 10_000 + month * 100 + day;
        if (wanted != date) {
            try {
                dayMicros = LocalDate.of(year, month, day).toEpochDay() * MICROS_PER_DAY;
                date = wanted;
            } catch (DateTimeException noSuchDay) {
                return NO_TIME;
            }
        }
        return dayMicros;
    }
}
