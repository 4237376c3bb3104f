package dev.clickstream.collector.metrics;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.spill.SpillCounts;
import dev.clickstream.collector.verdict.RejectionCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Counters of events and requests, in Prometheus' text form. An event counts only once its request is answered with 200. */
public final class CollectorMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter accepted = Counter.builder("collector.events.accepted")
            .description("Events that the broker has acknowledged.")
            .register(registry);
    private final Counter duplicates = Counter.builder("collector.events.duplicates")
            .description(
                    "Accepted events whose message id had been acknowledged of late, or came twice in one request.")
            .register(registry);
    private final Map<RejectionCode, Counter> rejected = new EnumMap<>(RejectionCode.class);
    private final Map<Integer, Counter> requests = new ConcurrentHashMap<>();
    private LongSupplier cleanedTexts = () -> 0;
    private @Nullable SpillCounts spills;

    public CollectorMetrics() {
        for (RejectionCode code : RejectionCode.values()) {
            rejected.put(
                    code,
                    Counter.builder("collector.events.rejected")
                            .description("Messages refused and stored with their reason.")
                            .tag("code", code.word())
                            .register(registry));
        }
    }

    public void accepted(int events) {
        accepted.increment(events);
    }

    public void duplicates(int events) {
        duplicates.increment(events);
    }

    public void rejected(RejectionCode code) {
        requireNonNull(rejected.get(code)).increment();
    }

    /** @param soFar asked whenever somebody reads the counters */
    public void cleanedTexts(LongSupplier soFar) {
        // The registry itself would let it go.
        cleanedTexts = soFar;
        FunctionCounter.builder("collector.texts.cleaned", cleanedTexts, LongSupplier::getAsLong)
                .description("Texts that held NUL or half a character, or were not composed, and were mended.")
                .register(registry);
    }

    /** What was spilled while Kafka did not take it, and what a drain has found. */
    public void spills(SpillCounts counts) {
        spills = counts;
        counter("collector.spilled.batches", "Batches kept in S3 as Kafka did not take them.", SpillCounts::batches);
        counter("collector.spilled.events", "Records in these batches.", SpillCounts::events);
        counter("collector.spilled.bytes", "Bytes of these batches in the bucket.", SpillCounts::bytes);
        counter("collector.spilled.failures", "Batches that S3 did not keep either.", SpillCounts::failures);
        counter("collector.drained.events", "Records brought from S3 to Kafka.", SpillCounts::drainedEvents);
        Gauge.builder("collector.spilled.oldest.seconds", counts, SpillCounts::oldestSeconds)
                .description("Age of the first batch that waited when this process last drained.")
                .strongReference(true)
                .register(registry);
    }

    private void counter(String name, String description, ToDoubleFunction<SpillCounts> value) {
        FunctionCounter.builder(name, requireNonNull(spills), value)
                .description(description)
                .register(registry);
    }

    public void answered(int status) {
        requests.computeIfAbsent(status, this::requestCounter).increment();
    }

    /** All counters as Prometheus reads them. */
    public String text() {
        return registry.scrape();
    }

    private Counter requestCounter(int status) {
        return Counter.builder("collector.requests")
                .description("Requests answered, by HTTP status.")
                .tag("status", Integer.toString(status))
                .register(registry);
    }
}
