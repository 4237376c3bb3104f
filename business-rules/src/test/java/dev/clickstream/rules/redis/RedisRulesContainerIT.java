package dev.clickstream.rules.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;
import redis.clients.jedis.RedisClient;

/** The contract on Valkey's image; skipped where there is no Docker engine. */
@Testcontainers(disabledWithoutDocker = true)
class RedisRulesContainerIT extends RedisRulesContract {
    private static final int PORT = 6379;

    @Container
    private static final GenericContainer<?> CONTAINER =
            new GenericContainer<>(DockerImageName.parse("valkey/valkey:9.0")).withExposedPorts(PORT);

    private static RedisClient redis;

    @BeforeAll
    static void connect() {
        redis = RedisClient.create(CONTAINER.getHost(), CONTAINER.getMappedPort(PORT));
    }

    @AfterAll
    static void close() {
        redis.close();
    }

    @Override
    RedisClient redis() {
        return redis;
    }
}
