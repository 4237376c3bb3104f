package dev.clickstream.collector;

import com.nimbusds.jose.jwk.JWKSet;
import dev.clickstream.collector.CollectorSettings.SecretText;
import dev.clickstream.collector.CollectorSettings.SyncTokenSetting;
import dev.clickstream.collector.CollectorSettings.WriteKeySetting;
import dev.clickstream.collector.access.AwsSecret;
import dev.clickstream.collector.access.RefreshedSecret;
import dev.clickstream.collector.access.WriteKeys;
import dev.clickstream.collector.decode.BodyDecoder;
import dev.clickstream.collector.metrics.CollectorMetrics;
import dev.clickstream.collector.plan.PlanValidator;
import dev.clickstream.collector.publish.EventPublisher;
import dev.clickstream.collector.standardise.Standardiser;
import dev.clickstream.collector.sync.DeviceSync;
import dev.clickstream.collector.sync.RedisSyncedStates;
import dev.clickstream.collector.sync.UserTokens;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.settings.RedisConnection;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Puts the collector together by hand; Micronaut is given the finished parts and adds HTTP. */
public final class Wiring {
    /** Bounds what is drained of a body that the controller has long refused; it keeps no more than it may. */
    private static final long LARGER_THAN_ANY_BODY = 1L << 30;

    private Wiring() {}

    /** @param publisher is closed by the caller */
    public static ApplicationContextBuilder context(CollectorSettings settings, EventPublisher publisher, Clock clock) {
        TrackingPlan plan = TrackingPlan.load();
        CollectorMetrics metrics = new CollectorMetrics();
        Standardiser standardiser = new Standardiser(
                plan, settings.clockTolerance(), () -> UUID.randomUUID().toString());
        Judge judge = new Judge(settings.limits().eventBytes(), standardiser, new PlanValidator(plan));
        Collector collector = new Collector(
                writeKeys(settings.writeKeys()), new BodyDecoder(settings.limits()), judge, publisher, metrics, clock);
        return ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .singletons(collector, metrics, publisher, sync(settings, clock))
                .properties(properties(settings));
    }

    private static Supplier<WriteKeys> writeKeys(WriteKeySetting setting) {
        return switch (setting) {
            case WriteKeySetting.Listed listed -> listed::keys;
            case WriteKeySetting.InSecret secret ->
                new RefreshedSecret<>(
                        "the write keys in " + secret.id(),
                        new AwsSecret(secret.id()),
                        WriteKeys::ofJson,
                        System::nanoTime);
        };
    }

    /** Its connections last as long as the process. */
    private static DeviceSync sync(CollectorSettings settings, Clock clock) {
        RedisConnection redis = settings.redis();
        SyncTokenSetting tokens = settings.syncTokens();
        return new DeviceSync(
                redis == null ? null : new RedisSyncedStates(redis.open()),
                tokens == null ? null : new UserTokens(keys(tokens.keys()), tokens.audience(), clock));
    }

    private static Supplier<JWKSet> keys(SecretText setting) {
        return switch (setting) {
            case SecretText.Given(String text) -> {
                JWKSet keys = UserTokens.keys(text);
                yield () -> keys;
            }
            case SecretText.InSecret(String id) ->
                new RefreshedSecret<>(
                        "the keys of user tokens in " + id, new AwsSecret(id), UserTokens::keys, System::nanoTime);
        };
    }

    private static Map<String, Object> properties(CollectorSettings settings) {
        return Map.of(
                "micronaut.application.name",
                "event-collector",
                "micronaut.server.host",
                settings.host(),
                "micronaut.server.port",
                settings.port() == 0 ? -1 : settings.port(),
                "micronaut.server.max-request-size",
                LARGER_THAN_ANY_BODY,
                // Inflating is the decoder's work, which bounds it, here as behind API Gateway.
                "micronaut.server.netty.request-decompression-enabled",
                false,
                "micronaut.netty.event-loops.default.shutdown-quiet-period",
                "10ms");
    }
}
