package dev.clickstream.cli.stage;

import dev.clickstream.cli.print.TextTable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many events are at each stage.
 *
 * @param accepted by the collector since it started
 * @param inKafka records in the main topics
 * @param rejectedTopic records in the topic of rejected events
 * @param profiles in the table of recent items
 */
public record StageCounts(
        long accepted,
        long rejected,
        long inKafka,
        long rejectedTopic,
        long landed,
        long silver,
        long duplicates,
        long quarantine,
        long goldSales,
        long goldBookings,
        long goldEngagement,
        long profiles) {

    /** What came since an earlier count; the profiles and the gold rows are no flow and stay as they are. */
    public StageCounts since(StageCounts earlier) {
        return new StageCounts(
                accepted - earlier.accepted,
                rejected - earlier.rejected,
                inKafka - earlier.inKafka,
                rejectedTopic - earlier.rejectedTopic,
                landed - earlier.landed,
                silver - earlier.silver,
                duplicates - earlier.duplicates,
                quarantine - earlier.quarantine,
                goldSales,
                goldBookings,
                goldEngagement,
                profiles);
    }

    public Map<String, Long> byName() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("accepted", accepted);
        counts.put("rejected", rejected);
        counts.put("in_kafka", inKafka);
        counts.put("rejected_topic", rejectedTopic);
        counts.put("landed", landed);
        counts.put("silver", silver);
        counts.put("duplicates", duplicates);
        counts.put("quarantine", quarantine);
        counts.put("gold_daily_sales", goldSales);
        counts.put("gold_weekly_bookings", goldBookings);
        counts.put("gold_daily_category_engagement", goldEngagement);
        counts.put("profiles", profiles);
        return counts;
    }

    @Override
    public String toString() {
        TextTable table = new TextTable("stage", "count");
        byName().forEach((name, count) -> table.add(name.replace('_', ' '), count));
        return table.toString();
    }
}
