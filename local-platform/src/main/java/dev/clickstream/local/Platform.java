package dev.clickstream.local;

import dev.clickstream.launcher.Service;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services that were asked for, started side by side; each serves before the platform counts as started. */
final class Platform implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    private final List<RunningService> running;

    private Platform(List<RunningService> running) {
        this.running = running;
    }

    /** @throws IllegalStateException if a service does not start; the others are stopped again, the message says which */
    static Platform start(Set<Service> services, StateDirectory state) {
        Map<Service, CompletableFuture<RunningService>> starting = new EnumMap<>(Service.class);
        // In the order of the enum: what another one needs is already starting.
        for (Service service : EnumSet.copyOf(services)) {
            Future<RunningService> s3 = starting.getOrDefault(Service.S3, new CompletableFuture<>());
            starting.put(service, begin(service, () -> start(service, state, s3)));
        }
        List<RunningService> running = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        starting.forEach((service, start) -> {
            try {
                running.add(start.get());
            } catch (ExecutionException e) {
                failures.add(new IllegalStateException(service.word() + " does not start", e.getCause()));
            } catch (InterruptedException e) {
                failures.add(e);
            }
        });
        Platform platform = new Platform(running);
        if (!failures.isEmpty()) {
            platform.close();
            IllegalStateException failure = new IllegalStateException("the local platform does not start");
            failures.forEach(failure::addSuppressed);
            throw failure;
        }
        return platform;
    }

    private static RunningService start(Service service, StateDirectory state, Future<RunningService> s3)
            throws Exception {
        return switch (service) {
            case KAFKA -> KafkaBroker.start(state.of("kafka"));
            case DYNAMODB -> DynamoDbLocal.start(state.of("dynamodb"));
            case S3 -> S3Store.start(state.of("s3"));
            case REDIS -> RedisProcess.start(state.of("redis"));
            case REDSHIFT -> RedshiftStandIn.start(state.of("redshift"), (S3Store) s3.get());
        };
    }

    private static CompletableFuture<RunningService> begin(Service service, Callable<RunningService> start) {
        CompletableFuture<RunningService> started = new CompletableFuture<>();
        Thread.ofPlatform().name("start-" + service.word()).start(() -> {
            long begun = System.nanoTime();
            try {
                RunningService running = start.call();
                LOG.info("{} serves after {} ms: {}", service.word(), millisSince(begun), running.address());
                started.complete(running);
            } catch (Throwable e) {
                started.completeExceptionally(e);
            }
        });
        return started;
    }

    private static long millisSince(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }

    /** Where everything is, sorted by name. */
    Map<String, String> endpoints() {
        Map<String, String> endpoints = new TreeMap<>(AwsAccess.endpoints());
        running.forEach(service -> endpoints.putAll(service.endpoints()));
        return endpoints;
    }

    /** Stops all services side by side: each only has its own files. */
    @Override
    public void close() {
        CompletableFuture<?>[] stops = running.stream()
                .map(service -> CompletableFuture.runAsync(service::close))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(stops).join();
        } catch (CompletionException e) {
            LOG.warn("a service did not stop cleanly", e);
        }
    }
}
