package dev.clickstream.loader.bucket;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.services.s3.S3Client;

/** The contract on another S3; skipped where there is no Docker engine. */
@Testcontainers(disabledWithoutDocker = true)
class S3StageBucketContainerIT extends StageBucketContract {
    private static final int PORT = 9090;
    private static final String BUCKET = "lake";

    @Container
    private static final GenericContainer<?> CONTAINER =
            new GenericContainer<>(DockerImageName.parse("adobe/s3mock:5.2.0")).withExposedPorts(PORT);

    private static StageBucket bucket;

    @BeforeAll
    static void createBucket() {
        S3Client client = TestS3.client(
                URI.create("http://" + CONTAINER.getHost() + ":" + CONTAINER.getMappedPort(PORT)), "local", "local");
        client.createBucket(create -> create.bucket(BUCKET));
        bucket = new S3StageBucket(client, BUCKET);
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
