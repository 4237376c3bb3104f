package dev.clickstream.event;

import java.util.Locale;

/** What the collector noticed about an event. A flagged event is kept and carried on; readers decide. */
public enum EventFlag {
    /** Its user agent is that of a robot: kept out of the hot store. */
    BOT,
    /** The client's clock was wrong; {@code occurredAt} is corrected. */
    SKEWED,
    /** It happened more than 90 days before it was received. */
    LATE,
    /** The tracking plan does not know this event. */
    UNPLANNED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The flag's name in JSON and SQL, e.g. {@code bot}. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException if there is no flag of that name */
    public static EventFlag ofWord(String word) {
        for (EventFlag flag : values()) {
            if (flag.word.equals(word)) {
                return flag;
            }
        }
        throw new IllegalArgumentException("unknown flag: " + word);
    }
}
