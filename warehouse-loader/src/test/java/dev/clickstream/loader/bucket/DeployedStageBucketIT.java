package dev.clickstream.loader.bucket;

import static java.util.Objects.requireNonNull;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract on the bucket that a deployment of the stack State made; {@code ./clickstream test --infra} names it. */
@EnabledIfEnvironmentVariable(named = "CLICKSTREAM_DEPLOYED_BUCKET", matches = ".+")
class DeployedStageBucketIT extends StageBucketContract {
    private static StageBucket bucket;

    @BeforeAll
    static void connect() {
        bucket = new S3StageBucket(
                S3StageBucket.client().build(), requireNonNull(System.getenv("CLICKSTREAM_DEPLOYED_BUCKET")));
    }

    @AfterAll
    static void close() {
        bucket.close();
    }

    @Override
    protected StageBucket bucket() {
        return bucket;
    }
}
