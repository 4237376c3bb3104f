package dev.clickstream.cli.stage;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.warehouse.Warehouse;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** All stages of a running platform, to be counted as often as wanted. */
public final class Stages implements AutoCloseable {
    private static final List<Topic> INTERNAL = List.of(Topics.ACTIVITY, Topics.RECENT_ITEMS);
    /** A transaction ends with a marker that no group ever reads: that much lag is none. */
    private static final long MARKERS_PER_PARTITION = 2;

    private final CollectorStage collector;
    private final KafkaStage kafka;
    private final Warehouse warehouse;
    private final RecentItemsStage recentItems;

    public Stages(Endpoints endpoints) {
        this.collector = new CollectorStage(endpoints.get("COLLECTOR_URL"));
        this.kafka = new KafkaStage(endpoints.get("KAFKA_BOOTSTRAP"));
        this.recentItems = new RecentItemsStage(endpoints);
        this.warehouse = Warehouse.open(endpoints);
    }

    public StageCounts counts() {
        String metrics = collector.metrics();
        return new StageCounts(
                CollectorStage.counter(metrics, "collector_events_accepted_total"),
                CollectorStage.counter(metrics, "collector_events_rejected_total"),
                kafka.records(Topics.events()),
                kafka.records(List.of(Topics.REJECTED)),
                landed(),
                rows("silver.events"),
                rows("silver.event_duplicates"),
                rows("silver.event_quarantine"),
                rows("gold.daily_sales"),
                rows("gold.weekly_bookings"),
                rows("gold.daily_category_engagement"),
                recentItems.profiles());
    }

    /** What the hot store took for all events so far, at that price. */
    public HotStoreCost hotStoreCost(BigDecimal usdPerMillionWriteUnits) {
        return new HotStoreCost(
                recentItems.consumption(), KafkaStage.sum(kafka.ends(Topics.events())), usdPerMillionWriteUnits);
    }

    public long landed() {
        return rows("landing.events");
    }

    private long rows(String table) {
        return warehouse.number("select count(*) from " + table, 0);
    }

    /** The newest load that holds an event; -1 before the first. */
    public long newestLoad() {
        return warehouse.number("select max(sys_process_load_seq) from landing.events", -1);
    }

    /** The newest load that every gold table has taken in; -1 before the first. */
    public long newestBuiltLoad() {
        return warehouse.number("select max(load_seq) from ops.dbt_run where status = 'success'", -1);
    }

    /** How many runs of dbt failed since the last that succeeded. */
    public long failedBuilds() {
        return warehouse.number(
                "select count(*) from ops.dbt_run where status = 'failed' and started_at > coalesce("
                        + "(select max(started_at) from ops.dbt_run where status = 'success'), '1970-01-01')",
                0);
    }

    /** Whether all that is in Kafka has reached the gold tables. */
    public boolean atRest() {
        return loaderLag() == 0 && newestBuiltLoad() >= newestLoad();
    }

    public Freshness freshness() {
        String built = " where sys_process_load_seq <= " + newestBuiltLoad();
        return new Freshness(
                age("landing.events", ""), age("silver.events", ""), age("landing.events", built), loaderLag());
    }

    private OptionalLong age(String table, String where) {
        long seconds = warehouse.number(
                "select cast(extract(epoch from getdate()) - extract(epoch from max(received_at)) as bigint) from "
                        + table + where,
                Long.MIN_VALUE);
        return seconds == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(Math.max(0, seconds));
    }

    private long loaderLag() {
        String names =
                Topics.events().stream().map(topic -> "'" + topic.name() + "'").collect(Collectors.joining(", "));
        long loaded =
                warehouse.number("select sum(next_offset) from ops.load_offset where topic in (" + names + ")", 0);
        return Math.max(0, KafkaStage.sum(kafka.ends(Topics.events())) - loaded);
    }

    /** Where the stream is on its way to DynamoDB; it has come to rest when two of them, some seconds apart, are equal and settled. */
    public record HotPath(
            long workflowsLag, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> read, long sinkLag) {
        public boolean settled() {
            return workflowsLag == 0 && sinkLag <= MARKERS_PER_PARTITION * Topics.RECENT_ITEMS.partitions();
        }
    }

    public HotPath hotPath() {
        return new HotPath(
                kafka.lag("workflows", Topics.events()),
                kafka.ends(INTERNAL),
                kafka.committed("sink", List.of(Topics.RECENT_ITEMS)),
                kafka.lag("sink", List.of(Topics.RECENT_ITEMS)));
    }

    public Warehouse warehouse() {
        return warehouse;
    }

    @Override
    public void close() {
        collector.close();
        kafka.close();
        recentItems.close();
        warehouse.close();
    }
}
