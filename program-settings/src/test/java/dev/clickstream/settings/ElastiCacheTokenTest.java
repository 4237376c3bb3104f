package dev.clickstream.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class ElastiCacheTokenTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void thePasswordIsASignedRequestWithoutItsScheme() {
        ElastiCacheToken token = new ElastiCacheToken(
                "workflows",
                "Clickstream-Rules",
                () -> AwsCredentialsIdentity.create("AKIDEXAMPLE", "wJalrXUtnFEMI"),
                "eu-west-1",
                NOON);

        RedisCredentials credentials = token.get();

        assertThat(credentials.getUser()).isEqualTo("workflows");
        assertThat(new String(credentials.getPassword()))
                .startsWith("clickstream-rules/?")
                .contains("Action=connect", "User=workflows", "ResourceType=ServerlessCache")
                .contains("X-Amz-Expires=900", "X-Amz-Date=20260601T120000Z", "X-Amz-SignedHeaders=host")
                .contains("X-Amz-Credential=AKIDEXAMPLE%2F20260601%2Feu-west-1%2Felasticache%2Faws4_request")
                .matches(".*X-Amz-Signature=[0-9a-f]{64}.*")
                .doesNotContain("wJalrXUtnFEMI");
    }
}
