package dev.clickstream.loader.bucket;

import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the local platform's S3. */
class S3StageBucketIT extends StageBucketContract {
    @TempDir
    static Path state;

    private static LocalPlatform platform;
    private static StageBucket bucket;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start(Set.of(Service.S3), state);
        bucket = new S3StageBucket(
                TestS3.client(
                        URI.create(platform.endpoint("S3_ENDPOINT")),
                        platform.endpoint("AWS_ACCESS_KEY_ID"),
                        platform.endpoint("AWS_SECRET_ACCESS_KEY")),
                platform.endpoint("S3_BUCKET"));
    }

    @AfterAll
    static void stop() {
        bucket.close();
        platform.close();
    }

    @Override
    protected StageBucket bucket() {
        return bucket;
    }
}
