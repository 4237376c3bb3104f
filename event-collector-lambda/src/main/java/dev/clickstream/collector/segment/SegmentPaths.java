package dev.clickstream.collector.segment;

import dev.clickstream.event.EventType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The last part of each path under {@code /v1}, as Segment's and Rudder's SDKs call it, and what it says. */
public final class SegmentPaths {
    /** On these a body may hold any number of messages of any type. */
    private static final List<String> FOR_ALL = List.of("events", "batch", "import", "b");

    private static final Map<String, Optional<EventType>> TYPES = types();

    private SegmentPaths() {}

    public static boolean exists(String call) {
        return TYPES.containsKey(call);
    }

    /** Every one, e.g. {@code track}, {@code t}, {@code batch}. */
    public static Set<String> calls() {
        return TYPES.keySet();
    }

    /** The type that a path names; empty for those for all. */
    public static Optional<EventType> type(String call) {
        return TYPES.getOrDefault(call, Optional.empty());
    }

    private static Map<String, Optional<EventType>> types() {
        Map<String, Optional<EventType>> types = new HashMap<>();
        FOR_ALL.forEach(call -> types.put(call, Optional.empty()));
        for (EventType type : EventType.values()) {
            types.put(type.word(), Optional.of(type));
            types.put(type.word().substring(0, 1), Optional.of(type));
        }
        return Map.copyOf(types);
    }
}
