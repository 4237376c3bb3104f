package dev.clickstream.collector.http;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.metrics.CollectorMetrics;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Counts every answer by its status, errors before a controller included. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public final class RequestCounter {
    private final CollectorMetrics metrics;

    public RequestCounter(CollectorMetrics metrics) {
        this.metrics = requireNonNull(metrics);
    }

    @ResponseFilter
    public void count(HttpResponse<?> response) {
        metrics.answered(response.code());
    }
}
