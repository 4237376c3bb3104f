package dev.clickstream.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void everyDomainHasAMainTopicOfItsOwn() {
        assertThat(Arrays.stream(Domain.values()).map(Domain::topic))
                .containsExactlyInAnyOrderElementsOf(Topics.events())
                .doesNotHaveDuplicates();
    }

    @Test
    void mainTopicsAndLinksHaveTheSameNumberOfPartitionsSoThatADeviceMeetsItsLinks() {
        assertThat(Topics.events()).extracting(Topic::partitions).containsOnly(Topics.IDENTITY_LINKS.partitions());
    }

    @Test
    void noTwoTopicsShareAName() {
        assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates();
    }
}
