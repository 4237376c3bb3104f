package dev.clickstream.processor;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random events of travellers with two devices each, some of whom log in at some time, and what each profile must show in the
 * end, worked out from the events without any of the code under test.
 */
final class Travellers {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final int SHOWN = 30;

    private final Random random;
    private final Instant now = Instant.now();
    private final List<Event> events = new ArrayList<>();

    Travellers(long seed, int travellers, int eventsEach) {
        random = new Random(seed);
        for (int traveller = 0; traveller < travellers; traveller++) {
            boolean logsIn = traveller % 3 != 0;
            for (int i = 0; i < eventsEach; i++) {
                String device = "d%d-%d".formatted(traveller, random.nextInt(2));
                events.add(event("u" + traveller, device, logsIn && random.nextInt(10) == 0));
            }
        }
        Collections.shuffle(events, random);
        for (int i = 0; i < travellers; i++) {
            events.add(events.get(random.nextInt(events.size())));
        }
    }

    /** In the order of sending: shuffled, so that links come before and after, with some sent twice at the end. */
    List<Event> events() {
        return events;
    }

    /** Profile → category → item ids, newest first; nothing for what is empty. */
    Map<String, Map<String, List<String>>> expected() {
        return expected(events, now);
    }

    /** The same of these events alone, as it was at that time. */
    static Map<String, Map<String, List<String>>> expected(List<Event> all, Instant asOf) {
        List<Event> events =
                all.stream().filter(event -> !event.occurredAt().isAfter(asOf)).toList();
        Map<String, String> userOfDevice = new HashMap<>();
        for (Event event : events) {
            if (event.userId() != null) {
                userOfDevice.put(event.anonymousId(), event.userId());
            }
        }
        Map<String, Map<String, Map<String, Change>>> latest = new TreeMap<>();
        for (Event event : events) {
            String user = userOfDevice.get(event.anonymousId());
            String profile = user == null ? "device:" + event.anonymousId() : "user:" + user;
            for (Change change : changes(event)) {
                latest.computeIfAbsent(profile, key -> new TreeMap<>())
                        .computeIfAbsent(change.category(), key -> new HashMap<>())
                        .merge(
                                change.item(),
                                change,
                                (one, other) -> Change.OLDEST_FIRST.compare(one, other) >= 0 ? one : other);
            }
        }
        Map<String, Map<String, List<String>>> expected = new TreeMap<>();
        latest.forEach((profile, categories) -> categories.forEach((category, items) -> {
            List<String> shown = items.values().stream()
                    .filter(change -> !change.removed() && change.at().isAfter(asOf.minus(Duration.ofDays(90))))
                    .sorted(Change.OLDEST_FIRST.reversed().thenComparing(Change::item))
                    .limit(SHOWN)
                    .map(Change::item)
                    .toList();
            if (!shown.isEmpty()) {
                expected.computeIfAbsent(profile, key -> new TreeMap<>()).put(category, shown);
            }
        }));
        return expected;
    }

    private record Change(String category, String item, boolean removed, Instant at, String messageId) {
        static final Comparator<Change> OLDEST_FIRST =
                Comparator.comparing(Change::at).thenComparing(Change::messageId);
    }

    private static List<Change> changes(Event event) {
        return switch (event.event()) {
            case "Product Viewed" -> List.of(change("view", event, "product_id", false));
            case "Product Added" -> List.of(change("cart", event, "product_id", false));
            case "Product Removed" -> List.of(change("cart", event, "product_id", true));
            case "Product Added to Wishlist" -> List.of(change("wishlist", event, "product_id", false));
            case "Order Completed" -> {
                String item = event.properties().at("/products/0/product_id").asString();
                yield List.of(
                        new Change("booking", item, false, event.occurredAt(), event.messageId()),
                        new Change("cart", item, true, event.occurredAt(), event.messageId()),
                        new Change("wishlist", item, true, event.occurredAt(), event.messageId()));
            }
            default -> throw new IllegalStateException(event.event());
        };
    }

    private static Change change(String category, Event event, String item, boolean removed) {
        return new Change(
                category, event.properties().path(item).asString(), removed, event.occurredAt(), event.messageId());
    }

    private Event event(String user, String device, boolean known) {
        String name = List.of(
                        "Product Viewed",
                        "Product Viewed",
                        "Product Viewed",
                        "Product Added",
                        "Product Removed",
                        "Product Added to Wishlist",
                        "Order Completed")
                .get(random.nextInt(7));
        String item = "p" + random.nextInt(60);
        ObjectNode properties = MAPPER.createObjectNode();
        if (name.equals("Order Completed")) {
            properties
                    .put("order_id", "o" + events.size())
                    .putArray("products")
                    .addObject()
                    .put("product_id", item);
        } else {
            properties.put("product_id", item);
        }
        // A hundred days, so that some are too old; whole seconds, so that times tie.
        Instant at = Instant.ofEpochSecond(now.getEpochSecond() - random.nextInt(100 * 24 * 3600));
        return new Event(
                "m" + events.size(),
                EventType.TRACK,
                name,
                null,
                known ? user : null,
                device,
                null,
                at,
                at,
                now,
                now,
                "web",
                MAPPER.createObjectNode(),
                properties,
                Set.of());
    }
}
