package dev.clickstream.cli.stage;

import dev.clickstream.cli.platform.PlatformException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The collector's counters, read from its Prometheus text. */
final class CollectorStage implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI metrics;

    CollectorStage(String collectorUrl) {
        this.metrics = URI.create(collectorUrl + "/metrics");
    }

    String metrics() {
        HttpRequest request =
                HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(10)).build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException failure) {
            throw new PlatformException("the collector does not answer at " + metrics + ": " + failure, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PlatformException("stopped while asking the collector", stopped);
        }
    }

    /** The sum of a counter over all its labels; 0 where there is none. */
    static long counter(String metrics, String name) {
        return Math.round(metrics.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum());
    }

    @Override
    public void close() {
        http.close();
    }
}
