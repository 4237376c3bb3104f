package dev.clickstream.loader.landing;

import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table in the schema {@code landing} and the topics that land in it. Its columns are those of its Parquet files, in the
 * same order, since COPY goes by position; the load adds {@code sys_process_load_seq, _date, _time}. A new column is put at the
 * end, {@link Column#later}: docs/adr/0029-files-carry-their-shape.md.
 */
public enum LandingTable {
    EVENTS(Topics.events(), eventColumns()),
    REJECTED(List.of(Topics.REJECTED), recordColumns()),
    IDENTITY_LINKS(List.of(Topics.IDENTITY_LINKS), recordColumns()),
    RULES(List.of(Topics.RULES), recordColumns()),
    /** Who was erased: what lands of them is deleted in the same transaction. */
    ERASURES(List.of(Topics.ERASURES), recordColumns()),
    /** Also takes what lies on a main topic and is no event. */
    DEAD_LETTERS(List.of(Topics.DEAD_LETTERS), recordColumns()),
    LATE(List.of(Topics.LATE), recordColumns()),
    /** The whole record, where its row elsewhere does not hold all of it. Only in the lake: no column of the warehouse is so wide. */
    ORIGINALS(List.of(), recordColumns());

    /** Asked for each record. */
    private static final Map<String, LandingTable> OF_TOPIC = Arrays.stream(values())
            .flatMap(table -> table.topics.stream().map(topic -> Map.entry(topic.name(), table)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final List<Topic> topics;
    private final List<Column> columns;

    LandingTable(List<Topic> topics, List<Column> columns) {
        this.topics = topics;
        this.columns = columns;
    }

    private static List<Column> eventColumns() {
        return withPlace(List.of(
                Column.text("message_id", 256).distinct(),
                Column.text("type", 16),
                Column.text("event", 256),
                Column.text("schema", 128),
                Column.text("user_id", 256).distinct(),
                Column.text("anonymous_id", 256).distinct(),
                Column.text("session_id", 256).distinct(),
                Column.timestamp("occurred_at").distinct(),
                Column.timestamp("original_timestamp").distinct(),
                Column.timestamp("sent_at").distinct(),
                Column.timestamp("received_at").distinct(),
                Column.text("source", 128),
                Column.json("context"),
                Column.json("properties").distinct(),
                Column.text("flags", 256)));
    }

    private static List<Column> recordColumns() {
        return withPlace(List.of(
                Column.text("record_key", 1024).distinct(),
                Column.json("record_value").distinct(),
                Column.timestamp("record_time").distinct()));
    }

    private static List<Column> withPlace(List<Column> own) {
        List<Column> columns = new ArrayList<>(own);
        columns.add(Column.text("sys_process_topic", 128));
        columns.add(Column.integer("sys_process_partition"));
        columns.add(Column.bigint("sys_process_offset").distinct());
        return List.copyOf(columns);
    }

    /** The table in which a topic lands. */
    public static LandingTable ofTopic(String topic) {
        LandingTable table = OF_TOPIC.get(topic);
        if (table == null) {
            throw new IllegalArgumentException("no landing table takes the topic " + topic);
        }
        return table;
    }

    /** The names of all topics that land. */
    public static List<String> topics() {
        return Arrays.stream(values())
                .flatMap(table -> table.topics.stream())
                .map(Topic::name)
                .toList();
    }

    /** The table's name without its schema, e.g. {@code identity_links}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its files are loaded into a table of this name; else they only lie in the lake. */
    public boolean isLoaded() {
        return this != ORIGINALS;
    }

    /** Of the files that are written now. */
    public FileShape shape() {
        return new FileShape(columns.stream().map(Column::definition).toList());
    }

    /** Of files that do not say theirs. */
    public FileShape firstShape() {
        return new FileShape(columns.stream()
                .filter(column -> !column.added())
                .map(Column::definition)
                .toList());
    }

    public List<Column> columns() {
        return columns;
    }
}
