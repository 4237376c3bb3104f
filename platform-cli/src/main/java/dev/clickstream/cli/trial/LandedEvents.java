package dev.clickstream.cli.trial;

import dev.clickstream.cli.warehouse.Warehouse;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventFlag;
import dev.clickstream.event.EventType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events as the loader landed them in the warehouse. */
public final class LandedEvents {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String COLUMNS = """
            select message_id, type, event, "schema", user_id, anonymous_id, session_id, occurred_at, received_at, source,
                context, properties, flags
            from landing.events
            """;
    private static final String QUERY = COLUMNS + """
            where occurred_at >= '%s' and occurred_at < '%s'
            order by received_at, sys_process_topic, sys_process_partition, sys_process_offset""";

    private final Warehouse warehouse;

    public LandedEvents(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * The events that occurred in these days (UTC), in the order in which they were received; copies are among them.
     *
     * @param until not included
     * @return how many
     */
    public long read(LocalDate from, LocalDate until, Consumer<Event> reader) {
        return warehouse.read(QUERY.formatted(from, until), row -> reader.accept(event(row)));
    }

    /** The events that name the person, in no order. */
    public void readOfUser(String userId, Consumer<Event> reader) {
        warehouse.rows(COLUMNS + "where user_id = ?", userId).forEach(row -> reader.accept(event(row)));
    }

    /** The events of the device that name nobody, in no order. */
    public void readOfDevice(String anonymousId, Consumer<Event> reader) {
        warehouse
                .rows(COLUMNS + "where anonymous_id = ? and user_id is null", anonymousId)
                .forEach(row -> reader.accept(event(row)));
    }

    private static Event event(List<@Nullable String> row) {
        return new Event(
                text(row, 0),
                EventType.ofWord(text(row, 1)).orElse(EventType.TRACK),
                text(row, 2),
                row.get(3),
                row.get(4),
                row.get(5),
                row.get(6),
                time(text(row, 7)),
                null,
                null,
                time(text(row, 8)),
                text(row, 9),
                object(row.get(10)),
                object(row.get(11)),
                flags(row.get(12)));
    }

    private static String text(List<@Nullable String> row, int column) {
        return String.valueOf(row.get(column));
    }

    /** Redshift writes a timestamp with a blank and without a zone: it is UTC. */
    private static Instant time(String text) {
        return Instant.parse(text.replace(' ', 'T') + "Z");
    }

    private static ObjectNode object(@Nullable String json) {
        return json != null && MAPPER.readTree(json) instanceof ObjectNode object ? object : MAPPER.createObjectNode();
    }

    private static Set<EventFlag> flags(@Nullable String words) {
        Set<EventFlag> flags = EnumSet.noneOf(EventFlag.class);
        if (words != null && !words.isBlank()) {
            for (String word : words.split(",", -1)) {
                flags.add(EventFlag.ofWord(word));
            }
        }
        return flags;
    }
}
