package dev.clickstream.collector.standardise;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.EventType;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a message of each type consists of. */
final class Call {
    private static final Set<String> OF_ALL = Set.of(
            "type",
            "userId",
            "anonymousId",
            "messageId",
            "timestamp",
            "originalTimestamp",
            "sentAt",
            "context",
            "sessionId",
            "writeKey");

    private static final Map<EventType, Set<String>> KNOWN_WITH_PROPERTIES = knownOfEach("properties");
    private static final Map<EventType, Set<String>> KNOWN_WITH_TRAITS = knownOfEach("traits");

    private Call() {}

    /** The event's name for the calls that carry none, e.g. {@code Page}. */
    static String eventName(EventType type) {
        String word = type.word();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** The tracking plan's names for calls without a name: a track call of that name is not such a call. */
    static boolean isCallName(String event) {
        return List.of(EventType.values()).stream()
                .anyMatch(type -> type != EventType.TRACK && eventName(type).equals(event));
    }

    /** The member that holds the call's own fields. */
    static String fieldsMember(EventType type, MessageFields fields) {
        return switch (type) {
            case IDENTIFY, GROUP -> fields.isGiven("traits") || !fields.isGiven("properties") ? "traits" : "properties";
            case TRACK, PAGE, SCREEN, ALIAS -> "properties";
        };
    }

    /** The fields that stand beside that member and belong to it. */
    static Set<String> fieldsBesideMember(EventType type) {
        return switch (type) {
            case PAGE, SCREEN -> Set.of("name", "category");
            case GROUP -> Set.of("groupId");
            case ALIAS -> Set.of("previousId");
            case TRACK, IDENTIFY -> Set.of();
        };
    }

    /** Every member that the envelope has a place for. */
    static Set<String> known(EventType type, String fieldsMember) {
        return requireNonNull((fieldsMember.equals("traits") ? KNOWN_WITH_TRAITS : KNOWN_WITH_PROPERTIES).get(type));
    }

    private static Map<EventType, Set<String>> knownOfEach(String fieldsMember) {
        Map<EventType, Set<String>> known = new EnumMap<>(EventType.class);
        for (EventType type : EventType.values()) {
            Set<String> names = new HashSet<>(OF_ALL);
            names.addAll(fieldsBesideMember(type));
            if (type != EventType.ALIAS) {
                names.add(fieldsMember);
            }
            if (type == EventType.TRACK) {
                names.add("event");
            }
            known.put(type, Set.copyOf(names));
        }
        return known;
    }
}
