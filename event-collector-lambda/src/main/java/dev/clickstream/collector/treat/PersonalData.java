package dev.clickstream.collector.treat;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.decode.Slice;
import dev.clickstream.collector.decode.StrictJson;
import dev.clickstream.collector.treat.FieldNames.Place;
import dev.clickstream.collector.verdict.Label;
import dev.clickstream.collector.verdict.Original;
import dev.clickstream.collector.verdict.Violation;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventType;
import dev.clickstream.pii.Encryption;
import dev.clickstream.pii.KeyedText;
import dev.clickstream.pii.PiiKeys;
import dev.clickstream.pii.TreatedForm;
import dev.clickstream.plan.PlannedEvent;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.plan.Treatment;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes care that nothing personal is stored in clear: of an accepted event, and of a rejected one. The tracking plan says
 * what is done to an event's own properties; everything else goes by the names of fields and by the look of texts. Treating
 * twice is treating once. Safe for any number of threads.
 */
public final class PersonalData {
    private static final JsonMapper JSON = new JsonMapper();

    private final StrictJson json;
    private final Supplier<PiiKeys> keys;
    private final SecureRandom random;
    private final FieldNames names = new FieldNames();
    private final UrlScrubber urls = new UrlScrubber(names);
    private final Map<String, Map<String, Treatment>> planned;
    private volatile @Nullable Tools tools;

    /** All that goes with one set of keys. */
    private record Tools(PiiKeys keys, Encryption encryption, TextTreatment texts, TreeTreatment trees) {}

    /** @param keys may give others later; asked for each event, so cheap */
    public PersonalData(TrackingPlan plan, StrictJson json, Supplier<PiiKeys> keys, SecureRandom random) {
        this.json = requireNonNull(json);
        this.keys = requireNonNull(keys);
        this.random = requireNonNull(random);
        this.planned = plan.events().stream()
                .collect(Collectors.toUnmodifiableMap(PlannedEvent::schema, TreeTreatment::planned));
    }

    /** The event as it may be stored. */
    public Event treated(Event event) {
        Tools with = tools();
        String schema = event.schema();
        Place ownPlace = event.type() == EventType.IDENTIFY ? Place.PERSON : Place.ANY;
        return new Event(
                id(event.messageId(), with),
                event.type(),
                schema == null ? PersonalText.redacted(event.event(), true) : event.event(),
                schema,
                optionalId(event.userId(), with),
                optionalId(event.anonymousId(), with),
                optionalId(event.sessionId(), with),
                event.occurredAt(),
                event.originalTimestamp(),
                event.sentAt(),
                event.receivedAt(),
                event.source(),
                with.trees().object(event.context(), Place.CONTEXT, Map.of()),
                with.trees().object(event.properties(), ownPlace, treatments(schema)),
                event.flags());
    }

    /**
     * An id that a client asks with, as it stands in stored events: an e-mail address or a telephone number is a token
     * there, any other id is itself.
     */
    public String storedId(String id) {
        return id(id, tools());
    }

    /** What could be told of a rejected message, as it may be stored. */
    public Label treated(Label label) {
        Tools with = tools();
        String event = label.event();
        return new Label(
                optionalId(label.messageId(), with),
                event == null ? null : PersonalText.redacted(event, true),
                label.schema(),
                optionalId(label.key(), with));
    }

    /** A name that was made up by the sender may itself hold an address. */
    public static Violation treated(Violation violation) {
        return new Violation(
                violation.code(),
                PersonalText.redacted(violation.pointer(), true),
                violation.rule(),
                PersonalText.redacted(violation.hint(), true));
    }

    public static List<Violation> treated(List<Violation> violations) {
        return violations.stream().map(PersonalData::treated).toList();
    }

    /**
     * A rejected message as it may be stored: byte by byte as posted when nothing in it is personal, treated when it can
     * be read, else encrypted whole.
     *
     * @param schema of the planned event it seems to be; null if none
     */
    public Original original(Slice raw, @Nullable String schema) {
        Tools with = tools();
        if (raw.length() <= Original.LONGEST
                && json.read(raw) instanceof StrictJson.Reading.Node(JsonNode node)
                && node instanceof ObjectNode message) {
            ObjectNode treated = message(message, treatments(schema), with);
            return treated == message
                    ? new Original.Readable(raw.copy(), false, raw.length())
                    : new Original.Readable(JSON.writeValueAsBytes(treated), true, raw.length());
        }
        return encrypted(raw, with);
    }

    /**
     * What a batch said once for all its messages, as it may be stored: an object with {@code sentAt} and {@code context}, as
     * far as they were sent; null if neither was.
     */
    public byte @Nullable [] batch(@Nullable JsonNode sentAt, @Nullable ObjectNode context) {
        if (sentAt == null && context == null) {
            return null;
        }
        ObjectNode batch = JSON.createObjectNode();
        if (sentAt != null) {
            batch.set("sentAt", sentAt);
        }
        if (context != null) {
            batch.set("context", context);
        }
        return JSON.writeValueAsBytes(message(batch, Map.of(), tools()));
    }

    /** Of a message that no code of ours could cope with. */
    public Original encrypted(Slice raw) {
        return encrypted(raw, tools());
    }

    private static Original encrypted(Slice raw, Tools with) {
        // Base64 and the key beside it need a little more room than the bytes.
        int kept = Math.min(raw.length(), Original.LONGEST - 256);
        byte[] bytes = Arrays.copyOfRange(raw.body(), raw.from(), raw.from() + kept);
        return new Original.Encrypted(with.encryption().encrypt(bytes), raw.length());
    }

    /** As {@link #treated(Event)}, of a message in the sender's own form, in which anything may be wrong. */
    private static ObjectNode message(ObjectNode message, Map<String, Treatment> planned, Tools with) {
        ObjectNode treated = with.trees().object(message, Place.ANY, Map.of("context", Treatment.NONE));
        ObjectNode result = treated;
        for (String member : List.of("context", "properties", "traits")) {
            if (message.path(member) instanceof ObjectNode posted) {
                Place place =
                        member.equals("context") ? Place.CONTEXT : member.equals("traits") ? Place.PERSON : Place.ANY;
                ObjectNode after = with.trees().object(posted, place, member.equals("context") ? Map.of() : planned);
                if (after != posted || treated.get(member) != posted) {
                    result = result == message ? message.deepCopy() : result;
                    result.set(member, after);
                }
            }
        }
        return result;
    }

    private Map<String, Treatment> treatments(@Nullable String schema) {
        return schema == null ? Map.of() : planned.getOrDefault(schema, Map.of());
    }

    private static @Nullable String optionalId(@Nullable String id, Tools with) {
        return id == null ? null : id(id, with);
    }

    private static String id(String id, Tools with) {
        return TreatedForm.is(id) ? id : with.texts().id(id);
    }

    private Tools tools() {
        PiiKeys current = keys.get();
        Tools last = tools;
        if (last != null && last.keys() == current) {
            return last;
        }
        Encryption encryption = new Encryption(current, random);
        TextTreatment texts = new TextTreatment(new KeyedText(current), encryption, urls);
        Tools made = new Tools(current, encryption, texts, new TreeTreatment(names, texts));
        tools = made;
        return made;
    }
}
