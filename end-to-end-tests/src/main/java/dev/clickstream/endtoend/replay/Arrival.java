package dev.clickstream.endtoend.replay;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import java.time.Instant;
import java.util.Optional;

/** An event and when it is processed. */
public record Arrival(Instant at, Event event) {
    public Arrival {
        requireNonNull(at, "at");
        requireNonNull(event, "event");
    }

    /**
     * The list that the event adds an item to; nothing for events that add none. Told from the input alone, without the code under
     * test: the cost is counted over events of these kinds, each of which changes its list.
     */
    public Optional<ListName> list() {
        String profile = event.userId() == null ? "device:" + event.anonymousId() : "user:" + event.userId();
        return switch (event.event()) {
            case "Product Viewed" -> Optional.of(new ListName(profile, "view"));
            case "Product Clicked" -> Optional.of(new ListName(profile, "click"));
            case "Products Searched" -> Optional.of(new ListName(profile, "search"));
            default -> Optional.empty();
        };
    }

    /** One category of one profile: what one item of the table holds. */
    public record ListName(String profileId, String category) {}
}
