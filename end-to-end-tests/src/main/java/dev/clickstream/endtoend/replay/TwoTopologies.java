package dev.clickstream.endtoend.replay;

import static java.util.Objects.requireNonNull;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.processor.GroupsTopology;
import dev.clickstream.processor.WorkflowsTopology;
import dev.clickstream.processor.collation.CollationSettings;
import dev.clickstream.processor.collation.SnapshotSerde;
import dev.clickstream.processor.identity.IdentitySettings;
import dev.clickstream.processor.identity.Link;
import dev.clickstream.recent.RecentItems;
import dev.clickstream.recent.Snapshot;
import dev.clickstream.rules.force.RulesCache;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Workflows and groups, one behind the other as on the activity topic, in one thread and on one clock that only the caller moves.
 * Each record goes its whole way at once, so that nothing but the collation takes time. What the topologies hand on goes from one
 * to the other as bytes.
 */
public final class TwoTopologies implements AutoCloseable {
    /** The collation's timer looks this often for groups that are due. */
    public static final Duration TICK = Duration.ofMillis(100);

    /** So many activities never meet in one group here. */
    private static final int NO_COUNT = 1_000_000;

    private static final int POINTS = 1_000;
    private static final int MOST_PEOPLE = 10;
    private static final int MOST_DEVICES = 100;

    private final Envelopes envelopes;
    private final TopologyTestDriver workflows;
    private final TopologyTestDriver groups;
    private final Map<String, TestInputTopic<String, byte[]>> events = new HashMap<>();
    private final TestInputTopic<String, Link> links;
    private final TestOutputTopic<String, byte[]> activityOut;
    private final TestInputTopic<String, byte[]> activityIn;
    private final TestOutputTopic<String, byte[]> resent;
    private final TestOutputTopic<String, Snapshot> snapshots;
    private final BiConsumer<Instant, Snapshot> published;
    private Instant now;
    private Instant workflowsNow;

    /**
     * @param window of the collation, as PROCESSOR_COLLATION_WINDOW_MS sets it
     * @param start what the clock shows first
     * @param state an empty folder for the stores
     * @param published is told of each snapshot and of the time at which it was published
     */
    public TwoTopologies(
            TrackingPlan plan,
            RulesCache rules,
            Duration window,
            Instant start,
            Path state,
            BiConsumer<Instant, Snapshot> published) {
        this.envelopes = new Envelopes(plan);
        this.now = requireNonNull(start, "start");
        this.workflowsNow = start;
        this.published = requireNonNull(published, "published");
        workflows = driver(
                WorkflowsTopology.build(
                        plan, rules, new IdentitySettings(MOST_PEOPLE, id -> false), this::now, ErasureList::empty),
                "workflows",
                start,
                state);
        groups = driver(
                GroupsTopology.build(
                        new CollationSettings(window, null, NO_COUNT, POINTS, MOST_DEVICES, 1),
                        category -> RecentItems.LIMIT,
                        ErasureList::empty),
                "groups",
                start,
                state);
        for (Topic topic : Topics.events()) {
            events.put(topic.name(), input(workflows, topic));
        }
        links = workflows.createInputTopic(
                Topics.IDENTITY_LINKS.name(),
                new StringSerializer(),
                Link.serde().serializer());
        activityOut = output(workflows, Topics.ACTIVITY);
        activityIn = input(groups, Topics.ACTIVITY);
        resent = output(groups, Topics.ACTIVITY);
        snapshots = groups.createOutputTopic(
                Topics.RECENT_ITEMS.name(),
                new StringDeserializer(),
                SnapshotSerde.serde().deserializer());
    }

    private static TopologyTestDriver driver(Topology topology, String name, Instant start, Path state) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.resolve(name).toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return new TopologyTestDriver(topology, settings, start);
    }

    private static TestInputTopic<String, byte[]> input(TopologyTestDriver driver, Topic topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer());
    }

    private static TestOutputTopic<String, byte[]> output(TopologyTestDriver driver, Topic topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Moves the clock to that time in one step, at whose end the timers run; a time that has passed changes nothing. The caller
     * stops at each time at which a group may be due.
     */
    public void advanceTo(Instant time) {
        if (now.isBefore(time)) {
            groups.advanceWallClockTime(Duration.between(now, time));
            now = time;
            handOn();
        }
    }

    /** Processes the event now. */
    public void send(Event event) {
        // Advancing costs a commit of all stores, so the workflows, which have no timer, catch up only when they are
        // needed.
        if (workflowsNow.isBefore(now)) {
            workflows.advanceWallClockTime(Duration.between(workflowsNow, now));
            workflowsNow = now;
        }
        requireNonNull(events.get(envelopes.topicOf(event)))
                .pipeInput(new TestRecord<>(event.key(), EventJson.write(event), now));
        handOn();
    }

    /** Undoes the device's link now, as {@code ./clickstream identity unlink} does. */
    public void unlink(String device) {
        links.pipeInput(device, new Link(device, null, now, "operator-" + device, Link.Origin.OPERATOR));
        handOn();
    }

    private void handOn() {
        while (!activityOut.isEmpty()) {
            activityIn.pipeInput(activityOut.readRecord());
        }
        // The driver feeds what is re-sent back to its own source; here it is only taken away.
        while (!resent.isEmpty()) {
            resent.readRecord();
        }
        while (!snapshots.isEmpty()) {
            published.accept(now, snapshots.readValue());
        }
    }

    public Instant now() {
        return now;
    }

    @Override
    public void close() {
        workflows.close();
        groups.close();
    }
}
