package dev.clickstream.loader.bucket;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A client as the loader has it, told where to go: a test's own environment cannot be set. */
public final class TestS3 {
    private TestS3() {}

    public static S3Client client(URI endpoint, String keyId, String secret) {
        return S3StageBucket.client()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.AP_SOUTHEAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, secret)))
                .build();
    }
}
