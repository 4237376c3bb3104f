package dev.clickstream.infra.construct.kafka;

import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import java.util.ArrayList;
import java.util.List;

/** The programs that read Kafka: by which group, what, and to where. Tests hold this equal to the programs' own words. */
public enum KafkaProgram {
    WORKFLOWS(
            "workflows",
            plus(Topics.events(), Topics.IDENTITY_LINKS),
            List.of(Topics.ACTIVITY, Topics.IDENTITY_LINKS, Topics.KEYLESS, Topics.LATE, Topics.DEAD_LETTERS)),
    GROUPS(
            "groups",
            List.of(Topics.ACTIVITY),
            List.of(Topics.ACTIVITY, Topics.RECENT_ITEMS, Topics.SYNC, Topics.DEAD_LETTERS)),
    SINK("sink", List.of(Topics.RECENT_ITEMS), List.of(Topics.DEAD_LETTERS)),
    /** A part of the sink, with a group of its own. */
    SYNC("sync", List.of(Topics.SYNC), List.of()),
    LOADER(
            "warehouse-loader",
            plus(
                    Topics.events(),
                    Topics.REJECTED,
                    Topics.IDENTITY_LINKS,
                    Topics.RULES,
                    Topics.ERASURES,
                    Topics.DEAD_LETTERS,
                    Topics.LATE),
            List.of());

    private final String group;
    private final List<String> reads;
    private final List<String> writes;

    KafkaProgram(String group, List<Topic> reads, List<Topic> writes) {
        this.group = group;
        this.reads = reads.stream().map(Topic::name).toList();
        this.writes = writes.stream().map(Topic::name).toList();
    }

    private static List<Topic> plus(List<Topic> topics, Topic... others) {
        List<Topic> all = new ArrayList<>(topics);
        all.addAll(List.of(others));
        return all;
    }

    /** What services of Kafka Streams read beside, whole and without a group: who was erased. */
    public static List<String> followed() {
        return List.of(Topics.ERASURES.name());
    }

    /** The consumer group; for a service of Kafka Streams, its application id too. */
    public String group() {
        return group;
    }

    public List<String> reads() {
        return reads;
    }

    public List<String> writes() {
        return writes;
    }
}
