package dev.clickstream.event;

import java.util.Locale;
import java.util.Optional;

/** The six calls of Segment's specification. */
public enum EventType {
    TRACK,
    IDENTIFY,
    PAGE,
    SCREEN,
    GROUP,
    ALIAS;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The call's name in JSON and SQL, e.g. {@code track}. */
    public String word() {
        return word;
    }

    /** The call of that name; empty for any other text. */
    public static Optional<EventType> ofWord(String word) {
        for (EventType type : values()) {
            if (type.word.equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
