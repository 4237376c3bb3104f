package dev.clickstream.collector;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.access.MessageSources;
import dev.clickstream.collector.decode.Slice;
import dev.clickstream.collector.decode.StrictJson;
import dev.clickstream.collector.plan.Money;
import dev.clickstream.collector.plan.PlanValidator;
import dev.clickstream.collector.standardise.Arrival;
import dev.clickstream.collector.standardise.Standardised;
import dev.clickstream.collector.standardise.Standardiser;
import dev.clickstream.collector.treat.PersonalData;
import dev.clickstream.collector.verdict.Label;
import dev.clickstream.collector.verdict.RejectionCode;
import dev.clickstream.collector.verdict.Verdict;
import dev.clickstream.collector.verdict.Violation;
import dev.clickstream.event.Domain;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.EventType;
import dev.clickstream.plan.PlannedEvent;
import dev.clickstream.source.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives one message its verdict: parse, find the source, standardise, validate, treat what is personal. One bad message
 * touches no other.
 */
final class Judge {
    /** The warehouse keeps context and properties as text of at most this many bytes each. */
    private static final int LONGEST_ENVELOPE = 65_535;

    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

    private final int eventBytes;
    private final StrictJson json;
    private final Standardiser standardiser;
    private final PlanValidator validator;
    private final Money money;
    private final PersonalData personal;

    Judge(
            int eventBytes,
            StrictJson json,
            Standardiser standardiser,
            PlanValidator validator,
            Money money,
            PersonalData personal) {
        this.eventBytes = eventBytes;
        this.json = requireNonNull(json);
        this.standardiser = requireNonNull(standardiser);
        this.validator = requireNonNull(validator);
        this.money = requireNonNull(money);
        this.personal = requireNonNull(personal);
    }

    Verdict judge(int index, Slice raw, Arrival arrival, MessageSources sources) {
        Docket docket = new Docket(index, raw, arrival.type(), sources.ofUnreadable(), personal);
        try {
            return judge(docket, arrival, sources);
        } catch (RuntimeException | StackOverflowError e) {
            // A fault's own message may quote what was sent.
            LOG.error(
                    "a message met a fault and is rejected: bytes={} fault={} at={}",
                    raw.length(),
                    e.getClass().getName(),
                    Arrays.stream(e.getStackTrace()).limit(12).toList());
            return docket.faulty();
        }
    }

    /** What the batch said once for all its messages, as it may be kept beside each of them; null if nothing. */
    byte @Nullable [] saidForAll(Arrival arrival) {
        return personal.batch(arrival.sentAt(), arrival.context());
    }

    /** Of a body that was damaged on its way nothing can be believed. */
    Verdict damaged(int index, Slice raw, String damage, MessageSources sources) {
        return new Docket(index, raw, null, sources.ofUnreadable(), personal)
                .whole(RejectionCode.DAMAGED_BODY, "hashCode", damage);
    }

    private Verdict judge(Docket docket, Arrival arrival, MessageSources sources) {
        Slice raw = docket.raw();
        if (raw.first() != JsonToken.START_OBJECT) {
            return docket.whole(RejectionCode.NOT_AN_OBJECT, "type", "an event must be a JSON object");
        }
        if (raw.length() > eventBytes) {
            return docket.whole(
                    RejectionCode.TOO_LARGE,
                    "maxBytes",
                    "an event must be at most %d bytes, was %d".formatted(eventBytes, raw.length()));
        }
        return switch (json.read(raw)) {
            case StrictJson.Reading.Wrong(String rule, String hint) ->
                docket.whole(RejectionCode.INVALID_JSON, rule, "the event " + hint);
            case StrictJson.Reading.Node(JsonNode node) -> judge(docket, (ObjectNode) node, arrival, sources);
        };
    }

    private Verdict judge(Docket docket, ObjectNode message, Arrival arrival, MessageSources sources) {
        Optional<Source> source = sources.of(message);
        if (source.isEmpty()) {
            return docket.whole(
                    RejectionCode.UNKNOWN_WRITE_KEY, "writeKey", "the event's writeKey is missing or unknown");
        }
        Docket known = docket.ofSource(source.get().name());
        return switch (standardiser.standardise(message, arrival, source.get().name())) {
            case Standardised.Wrong(Label label, List<Violation> violations) -> known.rejected(label, violations);
            case Standardised.Standard standard -> allowed(known, standard, source.get());
        };
    }

    private Verdict allowed(Docket docket, Standardised.Standard standard, Source source) {
        Event event = standard.event();
        if (event.type() != EventType.TRACK) {
            return validated(docket, standard);
        }
        Label label = new Label(event.messageId(), event.event(), event.schema(), event.key());
        if (!source.takes(event.event())) {
            String hint = "source %s may not send this event".formatted(source.name());
            return docket.rejected(
                    label, List.of(new Violation(RejectionCode.EVENT_NOT_ALLOWED, "/event", "events", hint)));
        }
        if (standard.planned().isEmpty() && source.unplanned() == Source.Unplanned.REJECT) {
            String hint = "the tracking plan has no such event, and source %s may send only planned ones"
                    .formatted(source.name());
            return docket.rejected(
                    label, List.of(new Violation(RejectionCode.UNPLANNED_EVENT, "/event", "unplanned", hint)));
        }
        return validated(docket, standard);
    }

    private Verdict validated(Docket docket, Standardised.Standard standard) {
        Event event = standard.event();
        Label label = new Label(event.messageId(), event.event(), event.schema(), event.key());
        List<Violation> violations = standard.planned()
                .map(planned -> validator.violations(planned, event.properties(), standard.origins()))
                .orElse(List.of());
        if (!violations.isEmpty()) {
            return docket.rejected(label, violations);
        }
        standard.planned().ifPresent(planned -> money.toDecimalText(planned, event.properties()));
        Event treated = personal.treated(event);
        byte[] envelope = EventJson.write(treated);
        if (envelope.length > LONGEST_ENVELOPE) {
            String hint = "the event must be at most %d bytes with its context, composed and treated text, was %d"
                    .formatted(LONGEST_ENVELOPE, envelope.length);
            return docket.rejected(label, List.of(new Violation(RejectionCode.TOO_LARGE, "", "maxBytes", hint)));
        }
        Domain domain = standard.planned().map(PlannedEvent::domain).orElse(Domain.UNPLANNED);
        return new Verdict.Accepted(treated, domain, envelope);
    }

    /** What all rejections of one message share. */
    private record Docket(int index, Slice raw, @Nullable EventType type, String source, PersonalData personal) {
        Docket ofSource(String known) {
            return new Docket(index, raw, type, known, personal);
        }

        Verdict whole(RejectionCode code, String rule, String hint) {
            return rejected(Label.UNREADABLE, List.of(new Violation(code, "", rule, hint)));
        }

        Verdict rejected(Label label, List<Violation> violations) {
            return new Verdict.Rejected(
                    index,
                    personal.original(raw, label.schema()),
                    type,
                    source,
                    personal.treated(label),
                    PersonalData.treated(violations));
        }

        /** Whatever met the fault is not tried again. */
        Verdict faulty() {
            Violation fault = new Violation(
                    RejectionCode.COLLECTOR_FAULT, "", "fault", "the collector could not judge this event");
            return new Verdict.Rejected(index, personal.encrypted(raw), type, source, Label.UNREADABLE, List.of(fault));
        }
    }
}
