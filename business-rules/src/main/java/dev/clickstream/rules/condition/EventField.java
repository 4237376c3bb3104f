package dev.clickstream.rules.condition;

import com.google.protobuf.Timestamp;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventFlag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a condition may name: the members of the envelope. An absent text is the empty text. */
public enum EventField {
    MESSAGE_ID(SimpleType.STRING, (event, flags) -> event.messageId()),
    TYPE(SimpleType.STRING, (event, flags) -> event.type().word()),
    EVENT(SimpleType.STRING, (event, flags) -> event.event()),
    SCHEMA(SimpleType.STRING, (event, flags) -> orEmpty(event.schema())),
    USER_ID(SimpleType.STRING, (event, flags) -> orEmpty(event.userId())),
    ANONYMOUS_ID(SimpleType.STRING, (event, flags) -> orEmpty(event.anonymousId())),
    SESSION_ID(SimpleType.STRING, (event, flags) -> orEmpty(event.sessionId())),
    OCCURRED_AT(SimpleType.TIMESTAMP, (event, flags) -> timestamp(event.occurredAt())),
    RECEIVED_AT(SimpleType.TIMESTAMP, (event, flags) -> timestamp(event.receivedAt())),
    SOURCE(SimpleType.STRING, (event, flags) -> event.source()),
    CONTEXT(MapType.create(SimpleType.STRING, SimpleType.DYN), (event, flags) -> new JsonMap(event.context())),
    PROPERTIES(MapType.create(SimpleType.STRING, SimpleType.DYN), (event, flags) -> new JsonMap(event.properties())),
    FLAGS(ListType.create(SimpleType.STRING), EventField::words);

    private static final Map<String, EventField> BY_WORD = new HashMap<>();

    static {
        Arrays.stream(values()).forEach(field -> BY_WORD.put(field.word, field));
    }

    private final String word = name().toLowerCase(Locale.ROOT);
    private final CelType type;
    private final BiFunction<Event, Collection<String>, Object> value;

    EventField(CelType type, BiFunction<Event, Collection<String>, Object> value) {
        this.type = type;
        this.value = value;
    }

    static @Nullable EventField ofWord(String word) {
        return BY_WORD.get(word);
    }

    static Set<String> words() {
        return BY_WORD.keySet();
    }

    /** Its name in a condition, e.g. {@code occurred_at}. */
    public String word() {
        return word;
    }

    CelType type() {
        return type;
    }

    /** @param flags that rules gave the event, beside its own */
    Object of(Event event, Collection<String> flags) {
        return value.apply(event, flags);
    }

    private static List<String> words(Event event, Collection<String> given) {
        List<String> words = new ArrayList<>(given);
        for (EventFlag flag : event.flags()) {
            words.add(flag.word());
        }
        return words;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
