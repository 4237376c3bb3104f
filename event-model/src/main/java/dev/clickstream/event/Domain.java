package dev.clickstream.event;

import java.util.Arrays;
import java.util.Locale;

/** The business domain of an event; each has a main topic of its own. */
public enum Domain {
    VIEW(Topics.EVENTS_VIEW),
    SEARCH(Topics.EVENTS_SEARCH),
    WISHLIST(Topics.EVENTS_WISHLIST),
    CART(Topics.EVENTS_CART),
    BOOKING(Topics.EVENTS_BOOKING),
    ENGAGEMENT(Topics.EVENTS_ENGAGEMENT),
    IDENTITY(Topics.EVENTS_IDENTITY),
    UNPLANNED(Topics.EVENTS_UNPLANNED);

    private final Topic topic;

    Domain(Topic topic) {
        this.topic = topic;
    }

    /** The main topic on which the domain's events are published. */
    public Topic topic() {
        return topic;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no domain of that name; the message lists them */
    public static Domain ofWord(String word) {
        for (Domain domain : values()) {
            if (domain.word().equals(word)) {
                return domain;
            }
        }
        throw new IllegalArgumentException("unknown domain \"" + word + "\", must be one of "
                + Arrays.stream(values()).map(Domain::word).toList());
    }
}
