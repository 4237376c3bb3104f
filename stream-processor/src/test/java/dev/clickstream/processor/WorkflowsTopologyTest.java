package dev.clickstream.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.erasure.Erasure;
import dev.clickstream.erasure.ErasureList;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventFlag;
import dev.clickstream.event.EventType;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.processor.activity.Activity;
import dev.clickstream.processor.activity.Interim;
import dev.clickstream.processor.activity.InterimSerde;
import dev.clickstream.processor.activity.Ownership;
import dev.clickstream.processor.failure.ProcessingFailure;
import dev.clickstream.processor.identity.IdentitySettings;
import dev.clickstream.processor.identity.Link;
import dev.clickstream.recent.Point;
import dev.clickstream.rules.force.RulesCache;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowsTopologyTest {
    private final Map<String, String> inForce = new HashMap<>(
            Map.of(
                    "drop-probe",
                    "{\"id\":\"drop-probe\",\"kind\":\"drop\",\"when\":\"has(properties.brand) && properties.brand == 'probe'\"}",
                    "rate-USD",
                    "{\"id\":\"rate-USD\",\"kind\":\"currency_rate\",\"currency\":\"USD\",\"sgd_per_unit\":\"1.35\",\"valid_from\":\"2026-01-01\"}"));
    private final RulesCache rules = new RulesCache(List.of(() -> Map.copyOf(inForce)), InstantSource.system());
    private static final String SALT = "0123456789abcdef0123456789abcdef";

    private ErasureList erased = ErasureList.empty();
    private final Topology topology;
    private final TopologyTestDriver driver;
    private final TestOutputTopic<String, Interim> interim;
    private final TestOutputTopic<String, Link> links;

    WorkflowsTopologyTest(@TempDir Path state) {
        rules.start(Duration.ofHours(1));
        topology = WorkflowsTopology.build(
                TrackingPlan.load(),
                rules,
                new IdentitySettings(2, "blocked"::equals),
                () -> Events.START,
                () -> erased);
        Properties settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "workflows");
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ProcessingFailure.class);
        settings.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS.name());
        driver = new TopologyTestDriver(topology, settings, Events.START);
        interim = driver.createOutputTopic(
                Topics.ACTIVITY.name(),
                new StringDeserializer(),
                InterimSerde.serde().deserializer());
        links = driver.createOutputTopic(
                Topics.IDENTITY_LINKS.name(),
                new StringDeserializer(),
                Link.serde().deserializer());
    }

    @AfterEach
    void close() {
        driver.close();
        rules.close();
    }

    @Test
    void topologyMatchesItsGolden() {
        Golden.assertMatches("workflows-topology.txt", topology.describe().toString());
    }

    @Test
    void anAnonymousViewBecomesActivityOfTheDevice() {
        send(Topics.EVENTS_VIEW, Events.track("Product Viewed", 1, "{\"product_id\":\"p1\"}"));

        assertThat(interim.readKeyValuesToList())
                .containsExactly(
                        KeyValue.pair("device:d1", activity("view", "p1", "Product Viewed", 1, false, Map.of())));
    }

    @Test
    void anEventThatNamesAPersonGoesToThatPersonThoughItsDeviceIsLinkedToAnother() {
        send(Topics.EVENTS_IDENTITY, Events.of(EventType.IDENTIFY, "Identify", "u1", "d1", 1, "{}", Set.of()));
        interim.readKeyValuesToList();

        send(
                Topics.EVENTS_VIEW,
                Events.of(EventType.TRACK, "Product Viewed", "u2", "d1", 2, "{\"product_id\":\"p1\"}", Set.of()));

        assertThat(interim.readRecordsToList())
                .extracting(record -> record.key())
                .contains("user:u2");
    }

    @Test
    void aLinkTellsTheDeviceItsOwnerAndItsAnonymousActivityStaysTheDevices() {
        send(Topics.EVENTS_IDENTITY, identify("u1", 1));
        send(Topics.EVENTS_VIEW, Events.track("Product Viewed", 2, "{\"product_id\":\"p1\"}"));

        assertThat(interim.readKeyValuesToList())
                .containsExactly(
                        KeyValue.pair("device:d1", new Ownership("user:u1")),
                        KeyValue.pair("device:d1", activity("view", "p1", "Product Viewed", 2, false, Map.of())));
    }

    @Test
    void aLinkIsPublishedOnceByTheDevicesKey() {
        Event identify = identify("u1", 1);
        send(Topics.EVENTS_IDENTITY, identify);
        send(Topics.EVENTS_IDENTITY, identify);
        send(Topics.EVENTS_IDENTITY, identify("u1", 2));

        assertThat(links.readKeyValuesToList()).containsExactly(KeyValue.pair("d1", link("u1", identify)));
    }

    @Test
    void theNewestLinkHoldsInWhateverOrderTheyCome() {
        send(Topics.EVENTS_IDENTITY, identify("u1", 1));
        send(Topics.EVENTS_IDENTITY, identify("u1", 9));
        send(Topics.EVENTS_IDENTITY, identify("u2", 5));

        assertThat(interim.readKeyValuesToList()).containsExactly(KeyValue.pair("device:d1", new Ownership("user:u1")));

        send(Topics.EVENTS_IDENTITY, identify("u2", 10));
        assertThat(interim.readKeyValuesToList()).containsExactly(KeyValue.pair("device:d1", new Ownership("user:u2")));
    }

    @Test
    void aDeviceThatMorePeopleLogInOnThanShareOneBelongsToNobody() {
        send(Topics.EVENTS_IDENTITY, identify("u1", 1));
        send(Topics.EVENTS_IDENTITY, identify("u2", 2));
        interim.readKeyValuesToList();

        send(Topics.EVENTS_IDENTITY, identify("u3", 0));

        assertThat(interim.readKeyValuesToList()).containsExactly(KeyValue.pair("device:d1", Ownership.NOBODY));
    }

    @Test
    void anOperatorUnlinksADeviceUntilItIsSeenWithThePersonAgain() {
        send(Topics.EVENTS_IDENTITY, identify("u1", 1));
        interim.readKeyValuesToList();
        Link undo = new Link("d1", null, Events.START.plus(Duration.ofMinutes(5)), "undo", Link.Origin.OPERATOR);
        driver.createInputTopic(
                        Topics.IDENTITY_LINKS.name(),
                        new StringSerializer(),
                        Link.serde().serializer())
                .pipeInput("d1", undo);

        assertThat(interim.readKeyValuesToList()).containsExactly(KeyValue.pair("device:d1", Ownership.NOBODY));

        send(Topics.EVENTS_IDENTITY, identify("u1", 4)); // was on its way when the operator spoke
        assertThat(interim.isEmpty()).isTrue();
        send(Topics.EVENTS_IDENTITY, identify("u1", 6));
        assertThat(interim.readKeyValuesToList()).containsExactly(KeyValue.pair("device:d1", new Ownership("user:u1")));
    }

    @Test
    void aBlockedIdLinksNothing() {
        send(Topics.EVENTS_IDENTITY, identify("blocked", 1));
        send(Topics.EVENTS_IDENTITY, Events.of(EventType.IDENTIFY, "Identify", "u1", "blocked", 2, "{}", Set.of()));

        assertThat(links.isEmpty()).isTrue();
    }

    @Test
    void whatTheHotStoreWouldHaveForgottenGoesToTheLateTopicWhole() {
        Event late = Events.track("Product Viewed", -91 * 24 * 60, "{\"product_id\":\"p1\"}");
        send(Topics.EVENTS_VIEW, late);

        assertThat(interim.isEmpty()).isTrue();
        assertThat(events(Topics.LATE).readKeyValuesToList()).containsExactly(KeyValue.pair("d1", late));
    }

    @Test
    void aRecordWithoutAKeyGoesToATopicOfItsOwnWhole() {
        Event event = Events.track("Product Viewed", 1, "{\"product_id\":\"p1\"}");
        driver.createInputTopic(
                        Topics.EVENTS_VIEW.name(),
                        new StringSerializer(),
                        EventSerde.serde().serializer())
                .pipeInput((String) null, event);

        assertThat(interim.isEmpty()).isTrue();
        assertThat(events(Topics.KEYLESS).readKeyValuesToList()).containsExactly(KeyValue.pair(null, event));
    }

    @Test
    void aRecordThatCannotBeProcessedLiesInTheDeadLettersAndTheNextOneGoesOn() {
        TestInputTopic<String, byte[]> bytes =
                driver.createInputTopic(Topics.EVENTS_VIEW.name(), new StringSerializer(), new ByteArraySerializer());
        bytes.pipeInput("d1", (byte[]) null);
        send(Topics.EVENTS_VIEW, Events.track("Product Viewed", 1, "{\"product_id\":\"p1\"}"));

        assertThat(interim.readValuesToList()).hasSize(1);
        TestOutputTopic<String, String> deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(), new StringDeserializer(), new StringDeserializer());
        assertThat(deadLetters.readRecord().headers().lastHeader("__streams.errors.message"))
                .extracting(header -> new String(header.value(), StandardCharsets.UTF_8))
                .asString()
                .contains("a record without a value");
    }

    @Test
    void anAliasLinksThePreviousId() {
        send(
                Topics.EVENTS_IDENTITY,
                Events.of(EventType.ALIAS, "Alias", "u1", null, 1, "{\"previousId\":\"d9\"}", Set.of()));

        assertThat(links.readKeyValuesToList()).extracting(link -> link.key).containsExactly("d9");
    }

    @Test
    void idsThatNameNobodyNeverLink() {
        send(Topics.EVENTS_IDENTITY, Events.of(EventType.IDENTIFY, "Identify", "Guest", "d1", 1, "{}", Set.of()));
        send(Topics.EVENTS_IDENTITY, Events.of(EventType.IDENTIFY, "Identify", "u1", "null", 1, "{}", Set.of()));

        assertThat(links.isEmpty()).isTrue();
    }

    @Test
    void anUnplannedEventShowsALinkToo() {
        send(Topics.EVENTS_UNPLANNED, Events.of(EventType.TRACK, "Thing Done", "u1", "d1", 1, "{}", Set.of()));

        assertThat(links.readKeyValuesToList()).hasSize(1);
    }

    @Test
    void aBookingAddsItsItemsInSgdAndClosesTheirCartAndWishlistPoints() {
        send(
                Topics.EVENTS_BOOKING,
                Events.track(
                        "Order Completed",
                        1,
                        "{\"order_id\":\"o1\",\"currency\":\"USD\",\"products\":[{\"product_id\":\"p1\",\"price\":\"100.00\",\"quantity\":2}]}"));

        Map<String, String> attributes =
                Map.of("price", "100.00", "currency", "USD", "quantity", "2", "price_sgd", "135.0000");
        assertThat(interim.readValuesToList())
                .containsExactly(
                        activity("booking", "p1", "Order Completed", 1, false, attributes),
                        activity("cart", "p1", "Order Completed", 1, true, Map.of()),
                        activity("wishlist", "p1", "Order Completed", 1, true, Map.of()));
    }

    @Test
    void aBookingInACurrencyWithoutRateKeepsItsOwnPriceAlone() {
        send(
                Topics.EVENTS_BOOKING,
                Events.track(
                        "Order Completed",
                        1,
                        "{\"order_id\":\"o1\",\"products\":[{\"product_id\":\"p1\",\"price\":5,\"currency\":\"XXX\"}]}"));

        assertThat(((Activity) interim.readValue()).point().attributes())
                .isEqualTo(Map.of("price", "5", "currency", "XXX"));
    }

    @Test
    void spellingsOfOneSearchAreOneItem() {
        send(Topics.EVENTS_SEARCH, Events.track("Products Searched", 1, "{\"query\":\"  New   YORK \"}"));

        assertThat(interim.readValuesToList())
                .containsExactly(activity("search", "new york", "Products Searched", 1, false, Map.of()));
    }

    @Test
    void robotsAndDroppedEventsStayOutOfTheHotStore() {
        send(Topics.EVENTS_VIEW, Events.track("Product Viewed", 1, "{\"product_id\":\"p\",\"brand\":\"probe\"}"));
        send(
                Topics.EVENTS_VIEW,
                Events.of(
                        EventType.TRACK,
                        "Product Viewed",
                        null,
                        "d1",
                        1,
                        "{\"product_id\":\"p\"}",
                        Set.of(EventFlag.BOT)));

        assertThat(interim.isEmpty()).isTrue();
    }

    @Test
    void rulesMoveWeighAndFlagWhatAnEventBecomes() {
        rule("to-deal", "'kind':'recategorise','from':'view','to':'deal','when':'has(properties.discount)'");
        rule("weigh-deal", "'kind':'weight','category':'deal','factor':'1.5'");
        rule("flag-app", "'kind':'flag','flag':'own_app','when':'source == \\'web\\''");

        send(Topics.EVENTS_VIEW, Events.track("Product Viewed", 1, "{\"product_id\":\"p1\",\"discount\":5}"));
        send(Topics.EVENTS_VIEW, Events.track("Product Viewed", 2, "{\"product_id\":\"p2\"}"));

        assertThat(interim.readValuesToList())
                .containsExactly(
                        activity("deal", "p1", "Product Viewed", 1, false, Map.of("weight", "1.5", "flags", "own_app")),
                        activity("view", "p2", "Product Viewed", 2, false, Map.of("flags", "own_app")));
    }

    @Test
    void additionsOfOneItemWithinAFoldWindowArePublishedOnceAndOthersAllTheTime() {
        rule("fold-cart", "'kind':'fold_window','category':'cart','window':'PT10M'");

        for (int minute : List.of(0, 3, 9, 10, 11)) {
            send(Topics.EVENTS_CART, Events.track("Product Added", minute, "{\"product_id\":\"p1\"}"));
            send(Topics.EVENTS_VIEW, Events.track("Product Viewed", minute, "{\"product_id\":\"p1\"}"));
        }

        List<Activity> published =
                interim.readValuesToList().stream().map(Activity.class::cast).toList();
        assertThat(published.stream().filter(activity -> activity.category().equals("cart")))
                .extracting(activity -> activity.point().messageId())
                .containsExactly("m-Product Added-0", "m-Product Added-10");
        assertThat(published.stream().filter(activity -> activity.category().equals("view")))
                .hasSize(5);
    }

    @Test
    void anAdditionAfterARemovalCountsThoughItsWindowIsTheSame() {
        rule("fold-cart", "'kind':'fold_window','category':'cart','window':'PT10M'");
        send(Topics.EVENTS_CART, Events.track("Product Added", 0, "{\"product_id\":\"p1\"}"));
        send(Topics.EVENTS_CART, Events.track("Product Removed", 1, "{\"product_id\":\"p1\"}"));
        send(Topics.EVENTS_CART, Events.track("Product Added", 2, "{\"product_id\":\"p1\"}"));
        send(Topics.EVENTS_CART, Events.track("Product Added", 3, "{\"product_id\":\"p1\"}"));

        assertThat(interim.readValuesToList())
                .extracting(value -> ((Activity) value).point().messageId())
                .containsExactly("m-Product Added-0", "m-Product Removed-1", "m-Product Added-2");
    }

    @Test
    void whatIsKnownOfFoldedItemsIsForgottenAfterTwoDays() {
        rule("fold-cart", "'kind':'fold_window','category':'cart','window':'PT10M'");
        send(Topics.EVENTS_CART, Events.track("Product Added", 0, "{\"product_id\":\"p1\"}"));
        assertThat(driver.getKeyValueStore("fold-store").approximateNumEntries())
                .isEqualTo(1);

        driver.advanceWallClockTime(Duration.ofHours(47));
        assertThat(driver.getKeyValueStore("fold-store").approximateNumEntries())
                .isEqualTo(1);
        driver.advanceWallClockTime(Duration.ofHours(2));
        assertThat(driver.getKeyValueStore("fold-store").approximateNumEntries())
                .isZero();
    }

    @Test
    void whoIsErasedLinksNothingDoesNothingAndTheirDeviceIsNobodys() {
        rule("fold-cart", "'kind':'fold_window','category':'cart','window':'PT10M'");
        send(Topics.EVENTS_IDENTITY, identify("u1", 1));
        send(
                Topics.EVENTS_CART,
                Events.of(EventType.TRACK, "Product Added", "u1", "d1", 2, "{\"product_id\":\"p1\"}", Set.of()));
        interim.readKeyValuesToList();
        links.readKeyValuesToList();

        Instant at = Events.START.plus(Duration.ofMinutes(60));
        erased = ErasureList.of(List.of(Erasure.of("u1", SALT, at, "r1"), Erasure.of("d1", SALT, at, "r1")));
        driver.advanceWallClockTime(Duration.ofSeconds(2));

        assertThat(interim.readKeyValuesToList()).containsExactly(KeyValue.pair("device:d1", Ownership.NOBODY));
        assertThat(driver.getKeyValueStore("identity-store").get("d1")).isNull();
        assertThat(driver.getKeyValueStore("fold-store").approximateNumEntries())
                .isZero();

        send(Topics.EVENTS_IDENTITY, identify("u1", 59)); // late
        send(Topics.EVENTS_VIEW, Events.track("Product Viewed", 59, "{\"product_id\":\"p1\"}"));
        driver.createInputTopic(
                        Topics.IDENTITY_LINKS.name(),
                        new StringSerializer(),
                        Link.serde().serializer())
                .pipeInput("d1", link("u1", identify("u1", 3)));
        assertThat(interim.isEmpty()).isTrue();
        assertThat(links.isEmpty()).isTrue();

        send(Topics.EVENTS_IDENTITY, identify("u1", 61));
        assertThat(interim.readKeyValuesToList()).containsExactly(KeyValue.pair("device:d1", new Ownership("user:u1")));
    }

    @Test
    void aRecordThatIsNoEnvelopeStopsNothing() {
        TestInputTopic<String, byte[]> bytes =
                driver.createInputTopic(Topics.EVENTS_VIEW.name(), new StringSerializer(), new ByteArraySerializer());
        bytes.pipeInput("d1", "not json".getBytes(StandardCharsets.UTF_8));
        send(Topics.EVENTS_VIEW, Events.track("Product Viewed", 1, "{\"product_id\":\"p1\"}"));

        assertThat(interim.readValuesToList()).hasSize(1);
    }

    private static Event identify(String user, int minute) {
        return Events.of(EventType.IDENTIFY, "Identify", user, "d1", minute, "{}", Set.of());
    }

    private static Link link(String user, Event event) {
        return new Link("d1", user, event.occurredAt(), event.messageId(), Link.Origin.EVENT);
    }

    private TestOutputTopic<String, Event> events(Topic topic) {
        return driver.createOutputTopic(
                topic.name(), new StringDeserializer(), EventSerde.serde().deserializer());
    }

    private void rule(String id, String members) {
        String json = members.replace("\\'", "~").replace("'", "\"").replace("~", "'");
        inForce.put(id, "{\"id\":\"%s\",%s}".formatted(id, json));
        rules.refresh();
    }

    private void send(Topic topic, Event event) {
        driver.createInputTopic(
                        topic.name(), new StringSerializer(), EventSerde.serde().serializer())
                .pipeInput(event.key(), event);
    }

    private static Activity activity(
            String category, String item, String event, int minute, boolean removed, Map<String, String> attributes) {
        return new Activity(
                category,
                new Point(
                        item,
                        "d1",
                        Events.START.plus(Duration.ofMinutes(minute)),
                        "m-" + event + "-" + minute,
                        removed,
                        attributes));
    }
}
