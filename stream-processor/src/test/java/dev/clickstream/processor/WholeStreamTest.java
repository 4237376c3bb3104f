package dev.clickstream.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.event.Event;
import dev.clickstream.event.Topics;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.processor.activity.Interim;
import dev.clickstream.processor.activity.InterimSerde;
import dev.clickstream.processor.collation.CollationSettings;
import dev.clickstream.processor.collation.SnapshotSerde;
import dev.clickstream.processor.identity.IdentitySettings;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.Snapshot;
import dev.clickstream.rules.force.RulesCache;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both topologies one behind the other: from events to the last snapshot of each list. */
class WholeStreamTest {
    private static final TrackingPlan PLAN = TrackingPlan.load();

    @TempDir
    Path state;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyProfileShowsExactlyItsNewestItemsInWhateverOrderTheEventsComeAndHoweverOften(long seed) {
        Travellers travellers = new Travellers(seed, 20, 60);
        List<Event> disturbed = new ArrayList<>(travellers.events());
        disturbed.addAll(travellers.events());
        Collections.shuffle(disturbed, new Random(seed));

        assertThat(shown(disturbed)).isEqualTo(travellers.expected());
    }

    private Map<String, Map<String, List<String>>> shown(List<Event> events) {
        Instant now = Instant.now();
        RulesCache rules = new RulesCache(List.of(Map::of), () -> now);
        Map<String, Map<String, List<String>>> shown = new TreeMap<>();
        try (TopologyTestDriver workflows = new TopologyTestDriver(
                        WorkflowsTopology.build(
                                PLAN, rules, new IdentitySettings(10, id -> false), () -> now, ErasureList::empty),
                        settings("workflows"),
                        now);
                TopologyTestDriver groups = new TopologyTestDriver(
                        GroupsTopology.build(
                                new CollationSettings(Duration.ofSeconds(2), null, 1000, 1000, 100, 1),
                                category -> 30,
                                ErasureList::empty),
                        settings("groups"),
                        now)) {
            TestOutputTopic<String, Interim> activity = workflows.createOutputTopic(
                    Topics.ACTIVITY.name(),
                    new StringDeserializer(),
                    InterimSerde.serde().deserializer());
            TestInputTopic<String, Interim> collated = groups.createInputTopic(
                    Topics.ACTIVITY.name(),
                    new StringSerializer(),
                    InterimSerde.serde().serializer());
            for (Event event : events) {
                String topic =
                        PLAN.find(event.event()).orElseThrow().domain().topic().name();
                workflows
                        .createInputTopic(
                                topic,
                                new StringSerializer(),
                                EventSerde.serde().serializer())
                        .pipeInput(event.key(), event);
                activity.readKeyValuesToList().forEach(record -> collated.pipeInput(record.key, record.value));
                groups.advanceWallClockTime(Duration.ofMillis(70));
            }
            groups.advanceWallClockTime(Duration.ofSeconds(5));
            TestOutputTopic<String, Snapshot> snapshots = groups.createOutputTopic(
                    Topics.RECENT_ITEMS.name(),
                    new StringDeserializer(),
                    SnapshotSerde.serde().deserializer());
            snapshots
                    .readValuesToList()
                    .forEach(snapshot -> shown.computeIfAbsent(snapshot.profileId(), profile -> new TreeMap<>())
                            .put(
                                    snapshot.category(),
                                    snapshot.points().stream()
                                            .map(Point::itemId)
                                            .toList()));
        }
        shown.values().forEach(categories -> categories.values().removeIf(List::isEmpty));
        shown.values().removeIf(Map::isEmpty);
        rules.close();
        return shown;
    }

    private Properties settings(String application) {
        Properties settings = new Properties();
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                state.resolve(application + System.nanoTime()).toString());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        return settings;
    }
}
