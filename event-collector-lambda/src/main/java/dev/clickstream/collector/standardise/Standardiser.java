package dev.clickstream.collector.standardise;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.derive.Derivation;
import dev.clickstream.collector.verdict.Violation;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventFlag;
import dev.clickstream.event.EventType;
import dev.clickstream.plan.PlannedEvent;
import dev.clickstream.plan.TrackingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a message as any SDK sends it into the one envelope; names what is missing. Safe for any number of threads. */
public final class Standardiser {
    private final TrackingPlan plan;
    private final ClockCorrection clocks;
    private final Supplier<String> newMessageId;
    private final Derivation derivation = new Derivation();
    private final LongAdder cleanedTexts = new LongAdder();

    public Standardiser(TrackingPlan plan, Duration clockTolerance, Supplier<String> newMessageId) {
        this.plan = requireNonNull(plan);
        this.clocks = new ClockCorrection(clockTolerance);
        this.newMessageId = requireNonNull(newMessageId);
    }

    /** Texts so far that held NUL or half a character, or were not composed. */
    public long cleanedTexts() {
        return cleanedTexts.sum();
    }

    /** @param posted is taken over: cleaned in place, its objects become the event's */
    public Standardised standardise(ObjectNode posted, Arrival arrival, String source) {
        ContextMember.addDefaults(posted, arrival.context());
        List<Violation> violations = new ArrayList<>();
        CleanTree tree = new CleanTree(violations);
        ObjectNode message = tree.clean(posted);
        cleanedTexts.add(tree.cleanedTexts());
        MessageFields fields = new MessageFields(message, violations);
        MessageReader reader = new MessageReader(fields);
        EventType type = reader.type(arrival.type());
        if (type == null) {
            return new Standardised.Wrong(reader.label(null, null), violations);
        }
        String name = reader.event(type);
        Optional<PlannedEvent> planned = planned(type, name);
        reader.requireIds(type);
        PostedProperties properties = PostedProperties.of(type, fields);
        ObjectNode context = fields.object("context");
        ContextMember.addExtras(
                context, message, Call.known(type, properties.origins().member()));
        ClientTimes times = new ClientTimes(fields.originalTimestamp(), fields.sentAt(arrival.sentAt()));
        String sessionId = reader.sessionId(context);
        if (!violations.isEmpty() || name == null) {
            String schema = planned.map(PlannedEvent::schema).orElse(null);
            return new Standardised.Wrong(reader.label(name, schema), violations);
        }
        Draft draft = new Draft(type, name, planned, sessionId, context, properties.node(), times);
        return new Standardised.Standard(event(draft, reader, arrival, source), planned, properties.origins());
    }

    /** The client's own times, as far as it gave them. */
    private record ClientTimes(
            @Nullable Instant original, @Nullable Instant sentAt) {}

    /** A message in which nothing is wrong. */
    private record Draft(
            EventType type,
            String name,
            Optional<PlannedEvent> planned,
            @Nullable String sessionId,
            ObjectNode context,
            ObjectNode properties,
            ClientTimes times) {}

    private Event event(Draft draft, MessageReader reader, Arrival arrival, String source) {
        ClientTimes times = draft.times();
        String userAgent = userAgent(draft.context(), arrival);
        derivation.addTo(draft.context(), draft.properties(), userAgent);
        ClockCorrection.Occurrence occurrence =
                clocks.occurrence(times.original(), times.sentAt(), arrival.receivedAt());
        return new Event(
                reader.messageId == null ? newMessageId.get() : reader.messageId,
                draft.type(),
                draft.name(),
                draft.planned().map(PlannedEvent::schema).orElse(null),
                reader.userId,
                reader.anonymousId,
                draft.sessionId(),
                occurrence.at(),
                times.original(),
                times.sentAt(),
                arrival.receivedAt(),
                source,
                draft.context(),
                draft.properties(),
                flags(occurrence, derivation.isBot(userAgent), draft.planned().isEmpty()));
    }

    private Optional<PlannedEvent> planned(EventType type, @Nullable String name) {
        if (name == null || (type == EventType.TRACK && Call.isCallName(name))) {
            return Optional.empty();
        }
        return plan.find(name);
    }

    private static @Nullable String userAgent(ObjectNode context, Arrival arrival) {
        JsonNode userAgent = context.path("userAgent");
        return userAgent.isString() ? userAgent.stringValue() : arrival.userAgent();
    }

    private static Set<EventFlag> flags(ClockCorrection.Occurrence occurrence, boolean bot, boolean unplanned) {
        Set<EventFlag> flags = EnumSet.noneOf(EventFlag.class);
        if (bot) {
            flags.add(EventFlag.BOT);
        }
        if (occurrence.skewed()) {
            flags.add(EventFlag.SKEWED);
        }
        if (occurrence.late()) {
            flags.add(EventFlag.LATE);
        }
        if (unplanned) {
            flags.add(EventFlag.UNPLANNED);
        }
        return flags;
    }
}
