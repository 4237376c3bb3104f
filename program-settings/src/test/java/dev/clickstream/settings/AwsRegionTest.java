package dev.clickstream.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

class AwsRegionTest {
    @Test
    void whoHasNoRegionIsToldWhatToSet() {
        assertThatThrownBy(() -> AwsRegion.require(() -> {
                    throw SdkClientException.create("Unable to load region from any of the providers in the chain");
                }))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("set AWS_REGION");
    }

    @Test
    void aKnownRegionIsEnough() {
        assertThatCode(() -> AwsRegion.require(() -> Region.AP_SOUTHEAST_1)).doesNotThrowAnyException();
    }
}
