package dev.clickstream.collector.spill;

import dev.clickstream.launcher.LocalPlatform;
import java.net.URI;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The store as the collector has it, told where to go: a test's own environment cannot be set. */
public final class TestS3 {
    private TestS3() {}

    /** Under a prefix of its own. */
    public static SpillStore store(LocalPlatform platform) {
        return store(platform, "spill/" + UUID.randomUUID() + "/");
    }

    public static SpillStore store(LocalPlatform platform, String prefix) {
        return new S3SpillStore(
                () -> S3Client.builder()
                        .endpointOverride(URI.create(platform.endpoint("S3_ENDPOINT")))
                        .region(Region.AP_SOUTHEAST_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                                platform.endpoint("AWS_ACCESS_KEY_ID"), platform.endpoint("AWS_SECRET_ACCESS_KEY"))))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                platform.endpoint("S3_BUCKET"),
                prefix);
    }
}
