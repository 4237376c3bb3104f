package dev.clickstream.infra.cost.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.infra.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileCheckTest {
    /** Known and open: docs/reference/cost.md shows them. Take a line out when its profile is mended. */
    private static final List<String> OPEN = List.of(
            "dev: kafka.t3.small is not offered with KRaft",
            "dev: replicas that the brokers take, found 900, wanted 1059",
            "dev: RPU-hours a day, found 24, wanted 192",
            "small: RPU-hours a day, found 96, wanted 192",
            "production: GB of disk for the state of groups, least tasks, found 51, wanted 145.2");

    @Test
    void everyProfileHasWhatItsRateNeeds() {
        for (Profile profile : Profile.all()) {
            assertThat(ProfileCheck.shortfalls(profile)).isSubsetOf(OPEN);
        }
    }

    @Test
    void aProfileThatIsTooSmallIsToldWhatItLacks() {
        Profile dev = Profile.DEV;
        Profile overloaded = new Profile(
                "overloaded",
                100_000,
                dev.zones(),
                dev.keepsData(),
                dev.kafka(),
                dev.collector(),
                dev.workflows(),
                dev.groups(),
                dev.sink(),
                dev.loader(),
                dev.warehouse(),
                dev.cache(),
                dev.logs(),
                dev.monthlyBudgetUsd());

        assertThat(ProfileCheck.shortfalls(overloaded))
                .anyMatch(line -> line.startsWith("overloaded: reserved concurrency, found 10, wanted 3,000"))
                .anyMatch(line -> line.contains("written MB/s"))
                .anyMatch(line -> line.contains("vCPU of workflows"));
    }
}
