package dev.clickstream.collector;

import dev.clickstream.collector.CollectorSettings.PiiKeySetting;
import dev.clickstream.collector.CollectorSettings.WriteKeySetting;
import dev.clickstream.collector.access.AwsSecret;
import dev.clickstream.collector.access.SecretWriteKeys;
import dev.clickstream.collector.access.WriteKeys;
import dev.clickstream.collector.decode.BodyDecoder;
import dev.clickstream.collector.metrics.CollectorMetrics;
import dev.clickstream.collector.plan.PlanValidator;
import dev.clickstream.collector.publish.EventPublisher;
import dev.clickstream.collector.standardise.Standardiser;
import dev.clickstream.collector.treat.KeyFile;
import dev.clickstream.collector.treat.PersonalData;
import dev.clickstream.collector.treat.ReadKeys;
import dev.clickstream.pii.PiiKeys;
import dev.clickstream.plan.TrackingPlan;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import java.nio.file.Path;
import java.security.SecureRandom;
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
        metrics.cleanedTexts(standardiser::cleanedTexts);
        PersonalData personal = new PersonalData(plan, piiKeys(settings.piiKeys()), new SecureRandom());
        Judge judge = new Judge(settings.limits().eventBytes(), standardiser, new PlanValidator(plan), personal);
        Collector collector = new Collector(
                writeKeys(settings.writeKeys()), new BodyDecoder(settings.limits()), judge, publisher, metrics, clock);
        return ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .singletons(collector, metrics, publisher)
                .properties(properties(settings));
    }

    private static Supplier<WriteKeys> writeKeys(WriteKeySetting setting) {
        return switch (setting) {
            case WriteKeySetting.Listed listed -> listed::keys;
            case WriteKeySetting.InSecret secret ->
                new SecretWriteKeys(secret.id(), new AwsSecret(secret.id()), System::nanoTime);
        };
    }

    private static Supplier<PiiKeys> piiKeys(PiiKeySetting setting) {
        return switch (setting) {
            case PiiKeySetting.InFile(Path path) -> new ReadKeys(path.toString(), new KeyFile(path), System::nanoTime);
            case PiiKeySetting.InSecret(String id) -> new ReadKeys(id, new AwsSecret(id), System::nanoTime);
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
