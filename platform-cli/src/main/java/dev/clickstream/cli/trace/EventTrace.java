package dev.clickstream.cli.trace;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.identity.MergeLog;
import dev.clickstream.cli.rejected.Rejection;
import dev.clickstream.cli.topic.TopicSearch;
import dev.clickstream.cli.warehouse.Warehouse;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.Topics;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.recent.CategoryItems;
import dev.clickstream.recent.Profiles;
import dev.clickstream.recent.RecentItemsStore;
import dev.clickstream.rules.activity.PlannedActivities;
import dev.clickstream.rules.activity.PlannedActivity;
import dev.clickstream.rules.force.Rules;
import dev.clickstream.rules.force.Verdict;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows one event through every hop: the collector's verdict, its place in Kafka, whose it is, what it did to recent items, the
 * load that brought it to the warehouse, what silver made of it, and the gold rows of its day.
 */
public final class EventTrace {
    private static final String LANDED = """
            select sys_process_topic, sys_process_partition, sys_process_offset, sys_process_load_seq, sys_process_time
            from landing.events where message_id = ? order by received_at, sys_process_topic, sys_process_partition, sys_process_offset""";
    private static final String LOAD =
            "select batch_id, loaded_at, row_count from ops.load_history where load_seq = cast(? as bigint)";
    private static final String SILVER = """
            select profile_id, occurred_on, domain, copy_count, restated_load_seq, is_bot from silver.events where message_id = ?""";
    private static final String DUPLICATES = """
            select reason, sys_process_topic, sys_process_partition, sys_process_offset from silver.event_duplicates where message_id = ?""";
    private static final String QUARANTINE = "select reason from silver.event_quarantine where message_id = ?";
    private static final String GOLD = """
            select category, event_count from gold.daily_category_engagement
            where day = cast(? as date) and domain = ? order by event_count desc limit 3""";
    private static final DateTimeFormatter SQL_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter();

    private final TopicSearch topics;
    private final Warehouse warehouse;
    private final RecentItemsStore recentItems;
    private final Rules rules;
    private final TrackingPlan plan;
    private final List<Hop> hops = new ArrayList<>();

    public EventTrace(
            TopicSearch topics, Warehouse warehouse, RecentItemsStore recentItems, Rules rules, TrackingPlan plan) {
        this.topics = requireNonNull(topics);
        this.warehouse = requireNonNull(warehouse);
        this.recentItems = requireNonNull(recentItems);
        this.rules = requireNonNull(rules);
        this.plan = requireNonNull(plan);
    }

    /**
     * The hops, in the order of the way; none if nothing is known of it.
     *
     * @param since how far back Kafka is read for what has not landed
     */
    public List<Hop> of(String messageId, Instant since) {
        hops.clear();
        List<List<@Nullable String>> landed = warehouse.rows(LANDED, messageId);
        List<ConsumerRecord<String, byte[]>> records = landed.isEmpty()
                ? topics.holding(Topics.events(), quoted(messageId), since).stream()
                        .filter(record ->
                                EventJson.read(record.value()).messageId().equals(messageId))
                        .toList()
                : landed.stream().flatMap(row -> record(row).stream()).toList();
        topics.holding(List.of(Topics.REJECTED), quoted(messageId), since).forEach(this::rejected);
        records.forEach(this::accepted);
        records.stream()
                .findFirst()
                .map(record -> EventJson.read(record.value()))
                .ifPresent(this::recent);
        landed.forEach(this::loaded);
        silver(messageId);
        return List.copyOf(hops);
    }

    private static String quoted(String messageId) {
        return JsonMapper.shared().writeValueAsString(messageId);
    }

    private Optional<ConsumerRecord<String, byte[]>> record(List<@Nullable String> landed) {
        return topics.at(
                requireNonNull(landed.get(0)),
                Integer.parseInt(requireNonNull(landed.get(1))),
                Long.parseLong(requireNonNull(landed.get(2))));
    }

    private void rejected(ConsumerRecord<String, byte[]> record) {
        Rejection rejection = Rejection.of(record);
        hops.add(new Hop(
                "collector",
                rejection.receivedAt(),
                "rejected with %s: %s %s".formatted(rejection.code(), rejection.pointer(), rejection.hint())));
        hops.add(new Hop("kafka", Instant.ofEpochMilli(record.timestamp()), place(record)));
    }

    private void accepted(ConsumerRecord<String, byte[]> record) {
        Event event = EventJson.read(record.value());
        hops.add(new Hop("happened", event.occurredAt(), "%s of source %s".formatted(event.event(), event.source())));
        hops.add(new Hop(
                "collector",
                event.receivedAt(),
                "accepted, schema %s%s"
                        .formatted(
                                event.schema() == null ? "(unplanned)" : event.schema(),
                                event.flags().isEmpty() ? "" : ", flags " + event.flags())));
        hops.add(new Hop("kafka", Instant.ofEpochMilli(record.timestamp()), place(record)));
    }

    private static String place(ConsumerRecord<String, byte[]> record) {
        return "%s partition %d offset %d, key %s"
                .formatted(record.topic(), record.partition(), record.offset(), record.key());
    }

    private void recent(Event event) {
        String profile = profile(event);
        List<PlannedActivity> byPlan = new PlannedActivities(plan).of(event);
        Verdict verdict = rules.verdict(event);
        if (verdict.isDropped()) {
            hops.add(new Hop("activity", null, "none: dropped by rule " + verdict.droppedBy()));
            return;
        }
        List<PlannedActivity> activities = verdict.applyTo(byPlan);
        if (activities.isEmpty()) {
            hops.add(new Hop("activity", null, "none: the plan gives this event no recent item"));
            return;
        }
        List<CategoryItems> shown = recentItems.read(profile);
        for (PlannedActivity activity : activities) {
            String item = activity.point().itemId();
            hops.add(new Hop(
                    "activity",
                    null,
                    "%s %s in %s of %s%s"
                            .formatted(
                                    activity.point().removed() ? "takes away" : "adds",
                                    item,
                                    activity.category(),
                                    profile,
                                    verdict.acted().isEmpty() ? "" : ", rules " + verdict.acted())));
            hops.add(new Hop("recent items", null, standing(shown, activity.category(), item, event)));
        }
    }

    private String profile(Event event) {
        if (event.userId() != null) {
            return Profiles.ofUser(event.userId());
        }
        String device = requireNonNull(event.anonymousId());
        return MergeLog.owner(new MergeLog(warehouse).ofDevice(device))
                .map(Profiles::ofUser)
                .orElseGet(() -> Profiles.ofDevice(device));
    }

    private static String standing(List<CategoryItems> shown, String category, String item, Event event) {
        for (CategoryItems list : shown) {
            if (!list.category().equals(category)) {
                continue;
            }
            for (int place = 0; place < list.items().size(); place++) {
                if (list.items().get(place).itemId().equals(item)) {
                    // The table keeps seconds.
                    boolean byThis = list.items().get(place).occurredAt().getEpochSecond()
                            == event.occurredAt().getEpochSecond();
                    return "number %d of %d now, %s"
                            .formatted(
                                    place + 1,
                                    list.items().size(),
                                    byThis ? "of the time of this event" : "of another event's time");
                }
            }
        }
        return "not shown now; './clickstream explain' says why";
    }

    private void loaded(List<@Nullable String> landed) {
        String sequence = requireNonNull(landed.get(3));
        List<List<@Nullable String>> loads = warehouse.rows(LOAD, sequence);
        String batch = loads.isEmpty() ? "?" : String.valueOf(loads.getFirst().get(0));
        hops.add(new Hop(
                "landing",
                loads.isEmpty() ? null : time(loads.getFirst().get(1)),
                "load %s (batch %s, manifest/%012d/load.json) from offset %s"
                        .formatted(sequence, batch, Long.parseLong(sequence), landed.get(2))));
    }

    private void silver(String messageId) {
        for (List<@Nullable String> row : warehouse.rows(SILVER, messageId)) {
            hops.add(new Hop(
                    "silver",
                    null,
                    "profile %s, day %s, %s copies, restated by load %s%s"
                            .formatted(
                                    row.get(0),
                                    row.get(1),
                                    row.get(3),
                                    row.get(4),
                                    "t".equals(row.get(5)) ? ", a bot's" : "")));
            List<String> gold = warehouse.rows(GOLD, requireNonNull(row.get(1)), requireNonNull(row.get(2))).stream()
                    .map(category -> "%s %s".formatted(category.get(0), category.get(1)))
                    .toList();
            hops.add(new Hop(
                    "gold",
                    null,
                    gold.isEmpty()
                            ? "not there yet"
                            : "daily_category_engagement %s %s: %s"
                                    .formatted(row.get(1), row.get(2), String.join(", ", gold))));
        }
        Stream.concat(
                        warehouse.rows(DUPLICATES, messageId).stream()
                                .map(row -> "a copy left out (%s), %s partition %s offset %s"
                                        .formatted(row.get(0), row.get(1), row.get(2), row.get(3))),
                        warehouse.rows(QUARANTINE, messageId).stream()
                                .map(row -> "in quarantine: %s".formatted(row.getFirst())))
                .forEach(detail -> hops.add(new Hop("silver", null, detail)));
    }

    private static @Nullable Instant time(@Nullable String sqlTime) {
        return sqlTime == null ? null : LocalDateTime.parse(sqlTime, SQL_TIME).toInstant(ZoneOffset.UTC);
    }
}
