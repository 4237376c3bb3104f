package dev.clickstream.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.erasure.Erasure;
import dev.clickstream.erasure.ErasureList;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.activity.Activity;
import dev.clickstream.processor.activity.Interim;
import dev.clickstream.processor.activity.InterimSerde;
import dev.clickstream.processor.activity.Lent;
import dev.clickstream.processor.activity.Ownership;
import dev.clickstream.processor.collation.CollationSettings;
import dev.clickstream.processor.collation.SnapshotSerde;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupsTopologyTest {
    private static final Duration WINDOW = Duration.ofSeconds(2);

    private static final String SALT = "0123456789abcdef0123456789abcdef";

    private ErasureList erased = ErasureList.empty();
    private final Topology topology = GroupsTopology.build(
            new CollationSettings(WINDOW, null, 50, 100, 2, 1),
            category -> category.equals("click") ? 2 : 30,
            () -> erased);
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, Interim> activity;
    private final TestOutputTopic<String, Interim> toOthers;
    private final TestOutputTopic<String, Snapshot> snapshots;
    private final TestOutputTopic<String, String> sync;

    GroupsTopologyTest(@TempDir Path state) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "groups");
        driver = new TopologyTestDriver(topology, settings, Events.START);
        activity = driver.createInputTopic(
                Topics.ACTIVITY.name(),
                new StringSerializer(),
                InterimSerde.serde().serializer());
        // The driver feeds what is sent to the topic back to its source by itself; it can be read here as well.
        toOthers = driver.createOutputTopic(
                Topics.ACTIVITY.name(),
                new StringDeserializer(),
                InterimSerde.serde().deserializer());
        sync = driver.createOutputTopic(Topics.SYNC.name(), new StringDeserializer(), new StringDeserializer());
        snapshots = driver.createOutputTopic(
                Topics.RECENT_ITEMS.name(),
                new StringDeserializer(),
                SnapshotSerde.serde().deserializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void topologyMatchesItsGolden() {
        Golden.assertMatches("groups-topology.txt", topology.describe().toString());
    }

    @Test
    void publishesOneSnapshotPerCategoryEachAWindowAfterItsOwnFirstEvent() {
        activity.pipeInput("user:u", view("p1", 1));
        driver.advanceWallClockTime(Duration.ofMillis(600));
        activity.pipeInput("user:u", view("p2", 2));
        activity.pipeInput("user:u", activity("cart", "p1", 3, false));
        driver.advanceWallClockTime(Duration.ofMillis(1300));
        assertThat(snapshots.isEmpty()).isTrue();

        driver.advanceWallClockTime(Duration.ofMillis(100));
        assertThat(snapshots.readKeyValuesToList())
                .extracting(entry -> entry.key + " " + entry.value.sequence() + " " + items(entry.value))
                .containsExactly("user:u|view 1 [p2, p1]");

        driver.advanceWallClockTime(Duration.ofMillis(600));
        assertThat(snapshots.readKeyValuesToList())
                .extracting(entry -> entry.key + " " + entry.value.sequence() + " " + items(entry.value))
                .containsExactly("user:u|cart 1 [p1]");
    }

    @Test
    void theWindowStartsWithTheFirstEventHoweverManyFollow() {
        activity.pipeInput("user:u", view("p1", 1));
        driver.advanceWallClockTime(Duration.ofMillis(1500));
        activity.pipeInput("user:u", view("p2", 2));
        driver.advanceWallClockTime(Duration.ofMillis(600));

        assertThat(items(snapshots.readValue())).isEqualTo(List.of("p2", "p1"));
    }

    @Test
    void closesAGroupAtItsCountWithoutWaiting() {
        for (int i = 0; i < 50; i++) {
            activity.pipeInput("user:u", view("p" + i, i));
        }

        assertThat(snapshots.readValue().points()).hasSize(30);
    }

    @Test
    void anEventThatChangesNothingShownPublishesNothing() {
        activity.pipeInput("user:u", view("p1", 5));
        flush();
        snapshots.readValuesToList();

        activity.pipeInput("user:u", view("p1", 5));
        activity.pipeInput("user:u", view("p1", 4));
        flush();

        assertThat(snapshots.isEmpty()).isTrue();
    }

    @Test
    void lateAndDoubledEventsConverge() {
        activity.pipeInput("user:u", activity("cart", "p1", 5, true));
        flush();
        activity.pipeInput("user:u", activity("cart", "p1", 4, false));
        activity.pipeInput("user:u", activity("cart", "p2", 1, false));
        activity.pipeInput("user:u", activity("cart", "p2", 1, false));
        flush();

        assertThat(latest()).isEqualTo(Map.of("user:u|cart", List.of("p2")));
    }

    @Test
    void aDeviceThatFindsItsOwnerLendsWhatItHasAndWhatFollowsAndShowsNothingItself() {
        activity.pipeInput("device:d", view("p1", 1));
        activity.pipeInput("user:u", view("p2", 2));
        flush();

        activity.pipeInput("device:d", new Ownership("user:u"));
        flush();
        activity.pipeInput("device:d", view("p3", 3));
        flush();

        assertThat(latest()).isEqualTo(Map.of("device:d|view", List.of(), "user:u|view", List.of("p3", "p2", "p1")));
        assertThat(toOthers.readKeyValuesToList())
                .containsExactly(
                        KeyValue.pair("user:u", new Lent("device:d", view("p1", 1))),
                        KeyValue.pair("user:u", new Lent("device:d", view("p3", 3))));
    }

    @Test
    void whatComesForAnOwnedDeviceBeforeItHadAnythingIsLentToo() {
        activity.pipeInput("device:d", new Ownership("user:u"));
        activity.pipeInput("device:d", view("p1", 1));
        flush();

        assertThat(latest()).isEqualTo(Map.of("user:u|view", List.of("p1")));
    }

    @Test
    void aDeviceThatBelongsToNobodyAnyMoreTakesBackWhatItLentAndNothingElse() {
        activity.pipeInput("device:d", view("p1", 1));
        activity.pipeInput("user:u", view("p1", 0));
        activity.pipeInput("user:u", view("p2", 2));
        activity.pipeInput("device:d", new Ownership("user:u"));
        flush();

        activity.pipeInput("device:d", Ownership.NOBODY);
        flush();

        assertThat(latest()).isEqualTo(Map.of("device:d|view", List.of("p1"), "user:u|view", List.of("p2", "p1")));
    }

    @Test
    void aDeviceThatChangesHandsIsWithdrawnFromTheOneAndLentToTheOther() {
        activity.pipeInput("device:d", view("p1", 1));
        activity.pipeInput("device:d", new Ownership("user:u"));
        flush();

        activity.pipeInput("device:d", new Ownership("user:v"));
        flush();

        assertThat(latest()).isEqualTo(Map.of("user:u|view", List.of(), "user:v|view", List.of("p1")));
    }

    @Test
    void aPersonWithMoreDevicesThanPeopleHaveIsRefusedTheOthersWhichStandForThemselves() {
        for (String device : List.of("device:d1", "device:d2", "device:d3")) {
            activity.pipeInput(device, view("p-" + device.substring(7), 1));
            activity.pipeInput(device, new Ownership("user:u"));
        }
        flush();
        activity.pipeInput("device:d3", view("later", 2));
        flush();

        assertThat(latest())
                .containsEntry("user:u|view", List.of("p-d2", "p-d1"))
                .containsEntry("device:d3|view", List.of("later", "p-d3"));
    }

    @Test
    void closesAfterQuietWhereThatIsAskedForAndAtTheWindowInAnyCase(@TempDir Path state) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        Topology quick = GroupsTopology.build(
                new CollationSettings(WINDOW, Duration.ofMillis(500), 50, 100, 2, 1),
                category -> 30,
                ErasureList::empty);
        try (TopologyTestDriver quickDriver = new TopologyTestDriver(quick, settings, Events.START)) {
            TestInputTopic<String, Interim> in = quickDriver.createInputTopic(
                    Topics.ACTIVITY.name(),
                    new StringSerializer(),
                    InterimSerde.serde().serializer());
            TestOutputTopic<String, Snapshot> out = quickDriver.createOutputTopic(
                    Topics.RECENT_ITEMS.name(),
                    new StringDeserializer(),
                    SnapshotSerde.serde().deserializer());

            in.pipeInput("user:one", view("p1", 1));
            quickDriver.advanceWallClockTime(Duration.ofMillis(500));
            assertThat(out.readKeyValuesToList()).extracting(entry -> entry.key).containsExactly("user:one|view");

            for (int i = 0; i < 5; i++) {
                in.pipeInput("user:busy", view("p" + i, i));
                quickDriver.advanceWallClockTime(Duration.ofMillis(400));
            }
            assertThat(items(out.readValue())).hasSize(5);
        }
    }

    @Test
    void takingTheLastItemAwayPublishesAnEmptySnapshotWithTheNextSequence() {
        activity.pipeInput("user:u", activity("cart", "p1", 1, false));
        flush();
        activity.pipeInput("user:u", activity("cart", "p1", 2, true));
        flush();

        assertThat(snapshots.readValuesToList())
                .extracting(snapshot -> snapshot.sequence() + " " + items(snapshot))
                .containsExactly("1 [p1]", "2 []");
    }

    @Test
    void pointsBeyondNinetyDaysAreNotShown() {
        activity.pipeInput("user:u", view("p1", -91 * 24 * 60));
        activity.pipeInput("user:u", view("p2", 0));
        flush();

        assertThat(items(snapshots.readValue())).isEqualTo(List.of("p2"));
    }

    @Test
    void aCategoryShowsAsManyItemsAsTheRulesSay() {
        for (int i = 0; i < 5; i++) {
            activity.pipeInput("user:u", activity("click", "p" + i, i, false));
        }
        flush();

        assertThat(items(snapshots.readValue())).isEqualTo(List.of("p4", "p3"));
    }

    @Test
    void whatNobodyTouchesForAHundredAndTwentyDaysIsForgottenInStoresAndTopic() {
        activity.pipeInput("user:u", view("p1", 1));
        flush();
        snapshots.readKeyValuesToList();

        driver.advanceWallClockTime(Duration.ofDays(91));
        assertThat(keys("working-set-store")).isEmpty();
        assertThat(keys("published-store")).hasSize(1);

        driver.advanceWallClockTime(Duration.ofDays(30));
        assertThat(keys("published-store")).isEmpty();
        assertThat(snapshots.readKeyValuesToList()).containsExactly(KeyValue.pair("user:u|view", null));
    }

    @Test
    void whoIsErasedIsGoneFromEveryStoreAndTheTopicAndTheOthersStayAsTheyWere() {
        activity.pipeInput("user:u", view("p1", 1));
        activity.pipeInput("user:u", activity("cart", "p1", 2, false));
        activity.pipeInput("device:d", view("p2", 3));
        activity.pipeInput("device:d", new Ownership("user:u"));
        activity.pipeInput("user:v", view("p1", 1));
        flush();
        snapshots.readKeyValuesToList();
        sync.readKeyValuesToList();

        erase(60, "u", "d");
        activity.pipeInput("device:d", Ownership.NOBODY); // as the workflows say after theirs
        flush();

        for (String store : List.of(
                "working-set-store",
                "published-store",
                "lenders-store",
                "sync-store",
                "open-groups-store",
                "owner-store")) {
            assertThat(keys(store)).as(store).allMatch(key -> key.startsWith("user:v"));
        }
        List<KeyValue<String, Snapshot>> published = snapshots.readKeyValuesToList();
        for (String key : List.of("user:u|view", "user:u|cart")) {
            assertThat(published.stream().filter(entry -> entry.key.equals(key)).map(entry -> entry.value))
                    .as("empty, then a tombstone: %s", key)
                    .satisfiesExactly(
                            snapshot -> assertThat(snapshot.points()).isEmpty(),
                            gone -> assertThat(gone).isNull());
        }
        assertThat(published).noneMatch(entry -> entry.key.startsWith("user:v"));
        assertThat(sync.readValuesToList()).singleElement().asString().contains("\"last\":{},\"counts\":{\"cart\":0}");
        activity.pipeInput("user:v", view("p3", 5));
        flush();
        assertThat(latest()).isEqualTo(Map.of("user:v|view", List.of("p3", "p1")));
    }

    @Test
    void whatWasOnItsWayWhenSomebodyWasErasedIsLeftOutAndWhatTheyDoSinceIsANewPersons() {
        activity.pipeInput("user:u", view("p1", 1));
        flush();
        snapshots.readKeyValuesToList();
        erase(60, "u", "d");

        activity.pipeInput("user:u", view("old", 59));
        activity.pipeInput("user:v", new Lent("device:d", view("old", 59)));
        flush();
        assertThat(keys("working-set-store")).isEmpty();

        activity.pipeInput("user:u", view("new", 61));
        flush();
        erased = erased.with(List.of(Erasure.of("somebody else", SALT, Events.START, "r2")));
        flush();
        assertThat(latest()).containsEntry("user:u|view", List.of("new"));
        assertThat(keys("working-set-store")).hasSize(1);
    }

    private void erase(int minute, String... ids) {
        for (String id : ids) {
            erased = erased.with(List.of(Erasure.of(id, SALT, Events.START.plus(Duration.ofMinutes(minute)), "r1")));
        }
    }

    private List<String> keys(String store) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, Object> entries =
                driver.<String, Object>getKeyValueStore(store).all()) {
            entries.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    @Test
    void aPersonsOtherDevicesAreToldBeforeTheGroupCloses() {
        activity.pipeInput("user:u", view("p1", 1));
        activity.pipeInput("user:u", activity("cart", "p1", 2, false));
        activity.pipeInput("user:u", activity("cart", "p2", 3, false));
        activity.pipeInput("user:u", activity("cart", "p1", 4, true));
        driver.advanceWallClockTime(Duration.ofMillis(500));

        assertThat(snapshots.isEmpty()).isTrue();
        assertThat(sync.readKeyValuesToList())
                .containsExactly(
                        KeyValue.pair(
                                "user:u",
                                "{\"userId\":\"u\",\"version\":%d,\"last\":{\"cart\":{\"itemId\":\"p2\",\"occurredAt\":\"2026-11-23T12:03:00.000Z\"},"
                                                .formatted(Events.START.toEpochMilli() + 500)
                                        + "\"view\":{\"itemId\":\"p1\",\"occurredAt\":\"2026-11-23T12:01:00.000Z\"}},\"counts\":{\"cart\":1}}"));
    }

    @Test
    void otherDevicesAreNotToldWhatTheyKnowAndNobodyIsToldOfAnOwnerlessDevice() {
        activity.pipeInput("user:u", view("p1", 5));
        driver.advanceWallClockTime(Duration.ofMillis(500));
        sync.readValuesToList();

        activity.pipeInput("user:u", view("p0", 4));
        activity.pipeInput("device:d", view("p1", 5));
        flush();

        assertThat(sync.isEmpty()).isTrue();
    }

    private void flush() {
        driver.advanceWallClockTime(WINDOW.plusMillis(100));
        driver.advanceWallClockTime(WINDOW.plusMillis(100));
    }

    private Map<String, List<String>> latest() {
        Map<String, List<String>> latest = new HashMap<>();
        snapshots
                .readKeyValuesToList()
                .forEach(entry -> latest.put(entry.key, entry.value == null ? List.of() : items(entry.value)));
        return latest;
    }

    private static List<String> items(Snapshot snapshot) {
        return snapshot.points().stream().map(Point::itemId).toList();
    }

    private static Activity view(String item, int minute) {
        return activity("view", item, minute, false);
    }

    private static Activity activity(String category, String item, int minute, boolean removed) {
        return new Activity(
                category,
                new Point(
                        item,
                        "d",
                        Events.START.plus(Duration.ofMinutes(minute)),
                        "m" + minute + item,
                        removed,
                        Map.of()));
    }
}
