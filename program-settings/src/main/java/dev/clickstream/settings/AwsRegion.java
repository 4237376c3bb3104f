package dev.clickstream.settings;

import org.apache.kafka.common.config.ConfigException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The region in which the AWS SDK works: from the environment, a profile, or the machine itself. */
public final class AwsRegion {
    private AwsRegion() {}

    /**
     * A program that uses AWS asks before it builds a client, as the client would say it with a stack trace.
     *
     * @throws ConfigException if no region is known
     */
    public static void require() {
        require(new DefaultAwsRegionProviderChain());
    }

    static void require(AwsRegionProvider region) {
        try {
            region.getRegion();
        } catch (SdkClientException e) {
            throw new ConfigException(
                    "no AWS region is known: set AWS_REGION (with endpoints of your own any will do, e.g. us-east-1)");
        }
    }
}
