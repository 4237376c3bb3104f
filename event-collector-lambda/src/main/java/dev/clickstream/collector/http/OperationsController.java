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
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<String> health() {
        if (publisher.isReachable()) {
            return HttpResponse.ok("{\"status\":\"up\",\"broker\":\"reachable\"}");
        }
        return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                .body("{\"status\":\"down\",\"broker\":\"unreachable\"}");
    }

    @Get("/metrics")
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    public String metrics() {
        return metrics.text();
    }
}
