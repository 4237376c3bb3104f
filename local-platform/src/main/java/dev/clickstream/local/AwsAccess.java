package dev.clickstream.local;

import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The account that the local S3 and DynamoDB know: not a secret, good for nothing else. */
final class AwsAccess {
    static final String KEY_ID = "local";
    static final String SECRET = "localsecret";
    static final Region REGION = Region.AP_SOUTHEAST_1;

    private AwsAccess() {}

    static AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY_ID, SECRET));
    }

    static Map<String, String> endpoints() {
        return Map.of("AWS_REGION", REGION.id(), "AWS_ACCESS_KEY_ID", KEY_ID, "AWS_SECRET_ACCESS_KEY", SECRET);
    }
}
