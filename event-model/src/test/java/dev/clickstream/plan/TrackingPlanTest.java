package dev.clickstream.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clickstream.event.Domain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackingPlanTest {
    private static final TrackingPlan PLAN = TrackingPlan.load();

    @Test
    void plansEventsOfEveryDomainButTheUnplanned() {
        Set<Domain> domains = PLAN.events().stream().map(PlannedEvent::domain).collect(Collectors.toSet());

        assertThat(domains).isEqualTo(EnumSet.complementOf(EnumSet.of(Domain.UNPLANNED)));
        assertThat(PLAN.events()).hasSizeGreaterThanOrEqualTo(14);
    }

    @Test
    void everySchemaFileIsInTheIndex() throws IOException {
        Path directory = Path.of("src/main/resources/tracking-plan");
        try (Stream<Path> files = Files.walk(directory)) {
            List<String> schemas = files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> directory.relativize(file).toString().replace(".json", ""))
                    .toList();

            assertThat(PLAN.events()).extracting(PlannedEvent::schema).containsExactlyInAnyOrderElementsOf(schemas);
        }
    }

    @Test
    void aBookingClosesTheItemsCartAndWishlistPoints() {
        assertThat(PLAN.find("Order Completed").orElseThrow().activities())
                .extracting(ActivityRule::category, ActivityRule::operation)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("booking", Operation.ADD),
                        org.assertj.core.groups.Tuple.tuple("cart", Operation.REMOVE),
                        org.assertj.core.groups.Tuple.tuple("wishlist", Operation.REMOVE));
    }

    @Test
    void aNameThePlanDoesNotHoldIsNotFound() {
        assertThat(PLAN.find("Thing Done")).isEmpty();
    }

    @Test
    void anOperatorsOwnPlanAddsAnEvent(@TempDir Path directory) throws IOException {
        write(
                directory,
                "{\"title\":\"Thing Done\",\"description\":\"d\",\"x-domain\":\"engagement\",\"x-owner\":\"me\"}");

        assertThat(TrackingPlan.load(directory).find("Thing Done").orElseThrow().schema())
                .isEqualTo("thing-done/1-0-0");
    }

    @Test
    void aWrongPlanIsRefusedWithItsFileAndTheRemedy(@TempDir Path directory) throws IOException {
        write(directory, "{\"title\":\"Thing Done\",\"description\":\"d\",\"x-domain\":\"moon\",\"x-owner\":\"me\"}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrackingPlan.load(directory))
                .withMessageContaining("tracking plan thing-done/1-0-0.json: unknown domain \"moon\", must be one of");
    }

    @Test
    void anItemThatIsNoPropertyIsRefused(@TempDir Path directory) throws IOException {
        write(
                directory,
                "{\"title\":\"Thing Done\",\"description\":\"d\",\"x-domain\":\"view\",\"x-owner\":\"me\","
                        + "\"x-activity\":[{\"category\":\"view\",\"item\":\"/thing\",\"operation\":\"add\"}]}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrackingPlan.load(directory))
                .withMessageContaining("x-activity item /thing is not among the properties");
    }

    private static void write(Path directory, String schema) throws IOException {
        Path file = directory.resolve("thing-done/1-0-0.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, schema);
    }
}
