package dev.clickstream.collector;

import dev.clickstream.collector.CollectorSettings.PiiKeySetting;
import dev.clickstream.collector.CollectorSettings.SourcesSetting;
import dev.clickstream.collector.access.Admission;
import dev.clickstream.collector.access.AwsSecret;
import dev.clickstream.collector.access.RefreshedSecret;
import dev.clickstream.collector.awsclickstream.ClickstreamMessages;
import dev.clickstream.collector.capacity.RequestMemory;
import dev.clickstream.collector.decode.BodyDecoder;
import dev.clickstream.collector.decode.StrictJson;
import dev.clickstream.collector.duplicate.RecentMessageIds;
import dev.clickstream.collector.metrics.CollectorMetrics;
import dev.clickstream.collector.plan.Money;
import dev.clickstream.collector.plan.PlanValidator;
import dev.clickstream.collector.publish.EventPublisher;
import dev.clickstream.collector.publish.KafkaEventPublisher;
import dev.clickstream.collector.rate.RateLimits;
import dev.clickstream.collector.spill.SpillSettings;
import dev.clickstream.collector.spill.SpillingEventPublisher;
import dev.clickstream.collector.standardise.Standardiser;
import dev.clickstream.collector.sync.DeviceSync;
import dev.clickstream.collector.sync.RedisSyncedStates;
import dev.clickstream.collector.sync.SyncedStates;
import dev.clickstream.collector.sync.UserTokens;
import dev.clickstream.collector.treat.PersonalData;
import dev.clickstream.pii.PiiKeys;
import dev.clickstream.plan.TrackingPlan;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.RedisClient;

/** Puts the collector together by hand; Micronaut is given the finished parts and adds HTTP. */
public final class Wiring {
    /** Bounds what is drained of a body that the controller has long refused; it keeps no more than it may. */
    private static final long LARGER_THAN_ANY_BODY = 1L << 30;

    /** Shorter than any sender's patience, long enough for a burst to pass. */
    private static final Duration WAIT_FOR_MEMORY = Duration.ofSeconds(3);

    private static final String SOURCES = "the sources in ";
    private static final String PII_KEYS = "the keys for personal data in ";

    private Wiring() {}

    /** Kafka, and S3 behind it where batches may be spilled; closed by the caller. */
    public static EventPublisher publisher(CollectorSettings settings) {
        EventPublisher kafka = new KafkaEventPublisher(settings.kafka(), settings.deliveryTimeout());
        SpillSettings spill = settings.spill();
        return spill == null
                ? kafka
                : new SpillingEventPublisher(
                        kafka,
                        spill.open(),
                        spill.circuit(),
                        InstantSource.system(),
                        System::nanoTime,
                        new SecureRandom());
    }

    /** @param publisher is closed by the caller */
    public static ApplicationContextBuilder context(CollectorSettings settings, EventPublisher publisher, Clock clock) {
        TrackingPlan plan = TrackingPlan.load();
        CollectorMetrics metrics = new CollectorMetrics();
        Standardiser standardiser = new Standardiser(
                plan, settings.clockTolerance(), () -> UUID.randomUUID().toString());
        metrics.cleanedTexts(standardiser::cleanedTexts);
        if (publisher instanceof SpillingEventPublisher spilling) {
            metrics.spills(spilling.counts());
        }
        StrictJson json = new StrictJson(settings.limits().json());
        PersonalData personal = new PersonalData(plan, json, piiKeys(settings.piiKeys()), new SecureRandom());
        int eventBytes = settings.limits().eventBytes();
        Judge judge = new Judge(eventBytes, json, standardiser, new PlanValidator(plan), new Money(plan), personal);
        RequestMemory memory = new RequestMemory(settings.requests().memoryBytes(), WAIT_FOR_MEMORY);
        RecentMessageIds recentIds = new RecentMessageIds(
                settings.duplicates().ids(), settings.duplicates().window(), System::nanoTime);
        Supplier<Register> register = register(settings.sources());
        // Its connections last as long as the process.
        RedisClient redis = settings.redis() == null ? null : settings.redis().open();
        Collector collector = new Collector(
                () -> register.get().sources(),
                new Admission(new RateLimits(redis)),
                new BodyDecoder(settings.limits()),
                judge,
                publisher,
                recentIds,
                memory,
                metrics,
                clock);
        DeviceSync sync = new DeviceSync(
                redis == null ? null : syncedStates(redis, personal),
                new UserTokens(() -> register.get().tokenKeys(), clock));
        return ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .singletons(
                        collector,
                        new ClickstreamMessages(eventBytes, json, plan),
                        memory,
                        settings.requests(),
                        metrics,
                        publisher,
                        sync)
                .properties(properties(settings));
    }

    private static Supplier<Register> register(SourcesSetting setting) {
        return switch (setting) {
            case SourcesSetting.Listed listed -> {
                Register register = Register.of(listed.sources());
                yield () -> register;
            }
            case SourcesSetting.InFile(Path file) ->
                refreshed(SOURCES + "the file " + file, () -> read(file), Register::read);
            case SourcesSetting.InSecret(String id) ->
                refreshed(SOURCES + "the secret " + id, new AwsSecret(id), Register::read);
        };
    }

    /** A person whose id is an e-mail address is known by its token everywhere behind the collector. */
    private static SyncedStates syncedStates(RedisClient redis, PersonalData personal) {
        RedisSyncedStates states = new RedisSyncedStates(redis);
        return userId -> states.of(personal.storedId(userId));
    }

    private static Supplier<PiiKeys> piiKeys(PiiKeySetting setting) {
        return switch (setting) {
            case PiiKeySetting.InFile(Path path) -> refreshed(PII_KEYS + path, () -> read(path), PiiKeys::parse);
            case PiiKeySetting.InSecret(String id) -> refreshed(PII_KEYS + id, new AwsSecret(id), PiiKeys::parse);
        };
    }

    private static <T> Supplier<T> refreshed(String what, Supplier<String> text, Function<String, T> reading) {
        return new RefreshedSecret<>(what, text, reading, System::nanoTime);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("there is no such file", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static Map<String, Object> properties(CollectorSettings settings) {
        return Map.of(
                "micronaut.application.name",
                "event-collector",
                "micronaut.server.host",
                settings.host(),
                "micronaut.server.port",
                settings.port() == 0 ? -1 : settings.port(),
                "micronaut.server.netty.max-initial-line-length",
                settings.requests().lineBytes(),
                "micronaut.server.netty.max-header-size",
                settings.requests().headerBytes(),
                "micronaut.server.max-request-size",
                LARGER_THAN_ANY_BODY,
                // Inflating is the decoder's work, which bounds it, here as behind API Gateway.
                "micronaut.server.netty.request-decompression-enabled",
                false,
                "micronaut.netty.event-loops.default.shutdown-quiet-period",
                "10ms");
    }
}
