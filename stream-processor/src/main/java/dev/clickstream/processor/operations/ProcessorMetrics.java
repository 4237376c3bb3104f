package dev.clickstream.processor.operations;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** The numbers of this process in Prometheus' text form. Each is asked for when it is read. */
public final class ProcessorMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<Runnable> beforeReading = new ArrayList<>();

    /** A number that goes up and down. */
    public void gauge(String name, String service, String description, DoubleSupplier number) {
        Gauge.builder(name, number::getAsDouble)
                .description(description)
                .tag("service", service)
                .strongReference(true)
                .register(registry);
    }

    /** A number that only grows while the process lives. */
    public void counter(String name, String service, String description, DoubleSupplier number) {
        FunctionCounter.builder(name, number, DoubleSupplier::getAsDouble)
                .description(description)
                .tag("service", service)
                .register(registry);
    }

    /**
     * A number for each of things that come and go.
     *
     * @param tag what the keys are, e.g. {@code rule}
     */
    public void each(
            String name,
            String service,
            String description,
            String tag,
            Supplier<? extends Map<String, Long>> numbers) {
        MultiGauge gauge = MultiGauge.builder(name)
                .description(description)
                .tag("service", service)
                .register(registry);
        beforeReading.add(() -> gauge.register(
                numbers.get().entrySet().stream()
                        .map(entry -> MultiGauge.Row.of(Tags.of(tag, entry.getKey()), entry.getValue()))
                        .toList(),
                true));
    }

    /** What every service tells. It is asked once for each reading: the answer goes over all of Kafka's metrics. */
    void register(RunningService service) {
        String name = service.name();
        LastHealth last = new LastHealth(service.health());
        beforeReading.add(() -> last.health = service.health());
        gauge(
                "processor.up",
                name,
                "1 while the service works, 0 when it has failed.",
                () -> last.health.isUp() ? 1 : 0);
        gauge(
                "processor.lag.records",
                name,
                "Records that the service has still to read.",
                () -> last.health.lagRecords());
        gauge(
                "processor.restoring.records",
                name,
                "Records of its state that the service has still to read back.",
                () -> last.health.restoringRecords());
        service.register(this);
    }

    /** What a service said when the numbers were read last. */
    private static final class LastHealth {
        private volatile ServiceHealth health;

        LastHealth(ServiceHealth health) {
            this.health = health;
        }
    }

    synchronized String text() {
        beforeReading.forEach(Runnable::run);
        return registry.scrape();
    }
}
