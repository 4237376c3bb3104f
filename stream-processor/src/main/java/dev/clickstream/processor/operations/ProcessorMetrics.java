package dev.clickstream.processor.operations;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.DoubleSupplier;

/** The numbers of this process in Prometheus' text form. Each is asked for when it is read. */
public final class ProcessorMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

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

    /** What every service tells. */
    void register(RunningService service) {
        String name = service.name();
        gauge(
                "processor.up",
                name,
                "1 while the service works, 0 when it has failed.",
                () -> service.health().isUp() ? 1 : 0);
        gauge(
                "processor.lag.records",
                name,
                "Records that the service has still to read.",
                () -> service.health().lagRecords());
        gauge(
                "processor.restoring.records",
                name,
                "Records of its state that the service has still to read back.",
                () -> service.health().restoringRecords());
        service.register(this);
    }

    String text() {
        return registry.scrape();
    }
}
