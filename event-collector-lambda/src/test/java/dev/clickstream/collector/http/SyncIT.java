package dev.clickstream.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.collector.sync.Tokens;
import dev.clickstream.event.SyncKey;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import dev.clickstream.source.Source;
import dev.clickstream.source.Sources;
import dev.clickstream.source.SourcesJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** A device asks over HTTP; what the processor would have written is in a real Redis. */
class SyncIT {
    private static final String STATE =
            "{\"userId\":\"ann\",\"version\":1764072000123,\"last\":{},\"counts\":{\"cart\":0}}";

    private static LocalPlatform platform;
    private static RedisClient redis;
    private static CollectorServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        platform = LocalPlatform.start(Set.of(Service.REDIS), folder.resolve("platform"));
        redis = RedisClient.create(URI.create(platform.endpoint("REDIS_URL")));
        Path sources = Files.writeString(
                folder.resolve("sources.json"),
                SourcesJson.write(new Sources(
                        List.of(Source.open("web", List.of("k1"))), new Sources.UserTokenKeys(Tokens.KEYS, null))));
        server = new CollectorServer(Map.of(
                "COLLECTOR_SOURCES_FILE", sources.toString(), "COLLECTOR_REDIS_URL", platform.endpoint("REDIS_URL")));
        redis.hset(SyncKey.ofUser("ann"), Map.of(SyncKey.VERSION, "1764072000123", SyncKey.STATE, STATE));
    }

    @AfterAll
    static void stop() {
        server.close();
        redis.close();
        platform.close();
    }

    @Test
    void whatIsNewerIsToldAndNoCacheKeepsIt() {
        HttpResponse<String> response = ask("?since=1764072000122", token("ann"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(STATE);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void withoutAVersionEverythingIsNew() {
        assertThat(ask("", token("ann")).statusCode()).isEqualTo(200);
    }

    @Test
    void withoutNewsTheAnswerIsEmpty() {
        assertThat(ask("?since=1764072000123", token("ann")).statusCode()).isEqualTo(204);
        assertThat(ask("", token("nobody")).statusCode()).isEqualTo(204);
    }

    @Test
    void withoutATokenNothingIsTold() {
        HttpResponse<String> response = ask("", null);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
        assertThat(response.body()).contains("invalid_token");
        assertThat(ask("", Tokens.bearer("ann", Instant.now().minusSeconds(90))).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aVersionThatIsNoneIsRefused() {
        assertThat(ask("?since=yesterday", token("ann")).statusCode()).isEqualTo(400);
        assertThat(ask("?since=-1", token("ann")).statusCode()).isEqualTo(400);
        assertThat(ask("?since=9999999999999999999", token("ann")).statusCode()).isEqualTo(400);
    }

    @Test
    void aCollectorWithoutACacheSaysThatItDoesNotSync() {
        try (CollectorServer other = new CollectorServer()) {
            HttpResponse<String> response = other.send(other.request("/v1/sync").GET());

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).contains("sync_not_offered");
        }
    }

    @Test
    void aCacheThatIsAwayIs503() {
        try (CollectorServer other = new CollectorServer(Map.of(
                "COLLECTOR_SOURCES_FILE",
                server.setting("COLLECTOR_SOURCES_FILE"),
                "COLLECTOR_REDIS_URL",
                "redis://127.0.0.1:9"))) {
            HttpResponse<String> response = other.send(other.request("/v1/sync")
                    .header("Authorization", token("ann"))
                    .GET());

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("2");
        }
    }

    private static String token(String userId) {
        return Tokens.bearer(userId, Instant.now().plusSeconds(600));
    }

    private static HttpResponse<String> ask(String query, @Nullable String authorization) {
        HttpRequest.Builder request = server.request("/v1/sync" + query).GET();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return server.send(request);
    }
}
