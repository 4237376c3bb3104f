package dev.clickstream.collector.http;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.metrics.CollectorMetrics;
import dev.clickstream.collector.publish.EventPublisher;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What operators and load balancers ask. */
@Controller
public final class OperationsController {
    private final EventPublisher publisher;
    private final CollectorMetrics metrics;

    public OperationsController(EventPublisher publisher, CollectorMetrics metrics) {
        this.publisher = requireNonNull(publisher);
        this.metrics = requireNonNull(metrics);
    }

    @Get("/health")
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<byte[]> health() {
        boolean reachable = publisher.isReachable();
        boolean up = reachable || publisher.storesWithoutBroker();
        String health = "{\"status\":\"%s\",\"broker\":\"%s\"}"
                .formatted(up ? "up" : "down", reachable ? "reachable" : "unreachable");
        return Answers.json(
                HttpResponse.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE),
                health.getBytes(StandardCharsets.UTF_8));
    }

    @Get("/metrics")
    @Produces(MediaType.ALL)
    public HttpResponse<String> metrics() {
        return HttpResponse.ok(metrics.text()).contentType("text/plain; version=0.0.4; charset=utf-8");
    }

    /** What this collector answers, for programs and for those who write them. */
    @Get("/openapi.yaml")
    @Produces(MediaType.ALL)
    public HttpResponse<byte[]> description() throws IOException {
        try (InputStream yaml = OperationsController.class.getResourceAsStream("/openapi.yaml")) {
            if (yaml == null) {
                throw new IllegalStateException("the collector lacks its resource openapi.yaml");
            }
            return HttpResponse.ok(yaml.readAllBytes()).contentType("application/yaml; charset=utf-8");
        }
    }
}
