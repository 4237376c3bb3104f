package dev.clickstream.cli.simulate;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.cli.PlanCheck;
import dev.clickstream.cli.send.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<Message> MANY = all(new Simulator(7, 30_000, NOW, 0));

    @Test
    void givesExactlyTheNumberAskedFor() {
        assertThat(MANY).hasSize(30_000);
        assertThat(all(new Simulator(7, 1, NOW, 0))).hasSize(1);
        assertThat(all(new Simulator(7, 0, NOW, 0))).isEmpty();
    }

    @Test
    void givesTheSameStreamForTheSameSeedAndAnotherForAnother() {
        assertThat(all(new Simulator(7, 30_000, NOW, 0))).isEqualTo(MANY);
        assertThat(all(new Simulator(8, 100, NOW, 0))).isNotEqualTo(all(new Simulator(7, 100, NOW, 0)));
    }

    @Test
    void everyEventKeepsToTheTrackingPlan() {
        PlanCheck plan = new PlanCheck();
        assertThat(MANY)
                .allSatisfy(message -> assertThat(plan.violations(message)).isEmpty());
        assertThat(MANY).allMatch(plan::isPlanned);
    }

    @Test
    void everyKindOfBehaviourOccurs() {
        Map<String, Long> events =
                MANY.stream().collect(groupingBy(message -> PlanCheck.eventOf(message.json()), counting()));
        assertThat(events)
                .containsKeys(
                        "Page",
                        "Screen",
                        "Identify",
                        "Promotion Clicked",
                        "Products Searched",
                        "Product List Filtered",
                        "Product Clicked",
                        "Product Viewed",
                        "Product Added to Wishlist",
                        "Product Removed from Wishlist",
                        "Product Added",
                        "Product Removed",
                        "Cart Viewed",
                        "Checkout Started",
                        "Order Completed",
                        "Order Cancelled");
        assertThat(events.get("Order Completed")).isGreaterThan(100);
        assertThat(text(MANY, "/properties/currency"))
                .contains("SGD", "EUR", "JPY", "IDR")
                .hasSizeGreaterThan(8);
    }

    @Test
    void onlyTheFirstEventOfASessionTellsTheWayIn() {
        // Some messages are sent twice, as clients do.
        Map<String, Set<String>> told = MANY.stream()
                .filter(message -> message.json().path("context").has("campaign"))
                .collect(groupingBy(
                        message -> message.json().path("sessionId").asString(),
                        mapping(message -> message.json().path("messageId").asString(), toSet())));
        int sessions = text(MANY, "/sessionId").size();

        assertThat(told.values()).allSatisfy(messages -> assertThat(messages).hasSize(1));
        assertThat(told.size()).isBetween(sessions / 4, sessions / 2);
        assertThat(text(MANY, "/context/campaign/medium")).contains("cpc", "email", "paid_social", "affiliate");
        assertThat(text(MANY, "/context/page/referrer")).contains("https://www.bing.com/");
    }

    @Test
    void everyDeviceBelongsToOneTraveller() {
        Map<String, Set<String>> travellersOfDevice = new HashMap<>();
        for (Message message : MANY) {
            String device = message.json().path("anonymousId").asString("");
            String user = message.json().path("userId").asString("");
            if (!device.isEmpty() && !user.isEmpty()) {
                travellersOfDevice
                        .computeIfAbsent(device, key -> new HashSet<>())
                        .add(user);
            }
        }
        assertThat(travellersOfDevice.values()).allMatch(users -> users.size() == 1);
        Map<String, Long> devicesOfTraveller = travellersOfDevice.values().stream()
                .collect(groupingBy(users -> users.iterator().next(), counting()));
        assertThat(devicesOfTraveller.values()).contains(2L);
    }

    @Test
    void someEventsComeTwiceLateOrFromLongAgoAndNoneFromTheFuture() {
        List<String> ids = MANY.stream()
                .map(message -> message.json().path("messageId").stringValue())
                .toList();
        List<Instant> times = MANY.stream()
                .map(message -> Instant.parse(message.json().path("timestamp").stringValue()))
                .toList();

        assertThat(ids.size() - new HashSet<>(ids).size()).isBetween(150, 450);
        assertThat(times).noneMatch(time -> time.isAfter(NOW));
        assertThat(times.stream()
                        .filter(time -> time.isBefore(NOW.minus(Duration.ofDays(90))))
                        .count())
                .isBetween(20L, 150L);
        assertThat(steps(MANY)).isGreaterThan(100);
    }

    @Test
    void aRepeatedMessageIsTheSameMessage() {
        Map<String, Message> first = new HashMap<>();
        for (Message message : MANY) {
            Message known = first.putIfAbsent(message.json().path("messageId").stringValue(), message);
            assertThat(known == null || known.equals(message)).isTrue();
        }
    }

    @Test
    void devicesAreAnonymousBeforeTheyAreKnown() {
        Set<String> known = MANY.stream()
                .filter(message -> message.json().has("userId"))
                .map(message -> message.json().path("anonymousId").asString(""))
                .collect(toSet());
        long anonymousOfKnown = MANY.stream()
                .filter(message -> !message.json().has("userId") && known.contains(message.key()))
                .count();
        assertThat(anonymousOfKnown).isGreaterThan(1_000);
        assertThat(known).hasSizeGreaterThan(100);
    }

    @Test
    void breaksTheShareOfEventsThatWasAskedFor() {
        PlanCheck plan = new PlanCheck();
        long broken = all(new Simulator(7, 5_000, NOW, 0.1)).stream()
                .filter(message -> !plan.violations(message).isEmpty())
                .count();
        assertThat(broken).isBetween(350L, 650L);
    }

    private static long steps(List<Message> messages) {
        Map<String, Instant> last = new HashMap<>();
        long backwards = 0;
        for (Message message : messages) {
            Instant at = Instant.parse(message.json().path("timestamp").stringValue());
            Instant before = last.put(message.key(), at);
            backwards += before != null && at.isBefore(before) ? 1 : 0;
        }
        return backwards;
    }

    private static Set<String> text(List<Message> messages, String pointer) {
        return messages.stream()
                .map(message -> message.json().at(pointer).asString(""))
                .filter(value -> !value.isEmpty())
                .collect(toSet());
    }

    private static List<Message> all(Simulator simulator) {
        List<Message> messages = new ArrayList<>();
        for (Message message = simulator.next(); message != null; message = simulator.next()) {
            messages.add(message);
        }
        return messages;
    }
}
