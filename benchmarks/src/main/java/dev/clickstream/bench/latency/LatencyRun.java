package dev.clickstream.bench.latency;

import dev.clickstream.bench.peer.MemoryDynamoDb;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.House;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import dev.clickstream.launcher.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A platform of its own with its tables in memory, a steady load, and a few marked events that are looked for until they show. */
public final class LatencyRun {
    private static final Program COLLECTOR =
            new Program("event-collector-lambda", "dev.clickstream.collector.Main", "320m");
    private static final Program PROCESSOR = new Program("stream-processor", "dev.clickstream.processor.Main", "768m");
    private static final Duration READY = Duration.ofMinutes(5);
    private static final Duration GIVE_UP = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(25);
    private static final String KEY = "bench-key";
    private static final String TABLE = "recent-items";

    private LatencyRun() {}

    /**
     * What was measured.
     *
     * @param shown of the marked events, from the time their POST was due to the time their item was read
     * @param missing marked events that did not show within a minute
     * @param refused posts that were not answered with 200
     */
    public record Latencies(Percentiles shown, int missing, long refused, long sent) {}

    /**
     * @param rate events per second
     * @param warmUp seconds of the same load before it counts
     * @param markers per second, at most ten
     * @param window of the collation
     */
    public static Latencies run(
            int rate, int seconds, int warmUp, int markers, Duration window, Path folder, Consumer<String> notes)
            throws Exception {
        House house = House.find();
        try (LocalPlatform platform =
                        LocalPlatform.start(Set.of(Service.KAFKA, Service.REDIS), folder.resolve("platform"));
                MemoryDynamoDb dynamoDb = MemoryDynamoDb.start(house, folder)) {
            dynamoDb.createTable(TABLE);
            int port = freePort();
            try (ChildProgram collector = collector(platform, port, folder);
                    ChildProgram processor = processor(platform, dynamoDb, window, folder)) {
                collector.awaitReady(READY);
                processor.awaitReady(READY);
                OpenLoop load = new OpenLoop("http://127.0.0.1:" + port, KEY);
                notes.accept("warming up for %d s ...".formatted(warmUp));
                new Watch(dynamoDb.client(), load, rate, markers, window).measure(warmUp);
                notes.accept("measuring for %d s ...".formatted(seconds));
                Watch watch = new Watch(dynamoDb.client(), load, rate, markers, window);
                watch.measure(seconds);
                return new Latencies(
                        new Percentiles(watch.shown), watch.waiting.size(), load.refused(), (long) rate * seconds);
            }
        }
    }

    /** One measurement: sends on the clock's ticks, and in between looks for the markers that are about due. */
    private static final class Watch {
        private final DynamoDbClient dynamoDb;
        private final OpenLoop load;
        private final int perTick;
        private final int markerEveryTicks;
        private final Duration window;
        private final Map<String, Long> waiting = new LinkedHashMap<>();
        private final List<Duration> shown = new ArrayList<>();
        private final long id = System.nanoTime();

        Watch(DynamoDbClient dynamoDb, OpenLoop load, int rate, int markers, Duration window) {
            this.dynamoDb = dynamoDb;
            this.load = load;
            this.perTick = (int) (rate * OpenLoop.TICK.toMillis() / 1000);
            this.markerEveryTicks = Math.max(1, (int) (1000 / OpenLoop.TICK.toMillis()) / markers);
            this.window = window;
        }

        void measure(int seconds) {
            long start = System.nanoTime();
            long ticks = seconds * 1000L / OpenLoop.TICK.toMillis();
            List<CompletableFuture<Void>> posts = new ArrayList<>();
            for (long tick = 0; tick < ticks; tick++) {
                long due = start + tick * OpenLoop.TICK.toNanos();
                lookUntil(due);
                String marker = tick % markerEveryTicks == 0 ? "marker-" + id + "-" + tick : "";
                posts.add(load.post(marker.isEmpty() ? perTick : perTick - 1, marker));
                if (!marker.isEmpty()) {
                    waiting.put(marker, due);
                }
            }
            CompletableFuture.allOf(posts.toArray(CompletableFuture[]::new)).join();
            long giveUp = System.nanoTime() + GIVE_UP.toNanos();
            while (!waiting.isEmpty() && System.nanoTime() < giveUp) {
                lookUntil(System.nanoTime() + LOOK_EVERY.toNanos());
            }
        }

        private void lookUntil(long time) {
            do {
                look(time);
                LockSupport.parkNanos(Math.clamp(time - System.nanoTime(), 0, LOOK_EVERY.toNanos()));
            } while (System.nanoTime() < time);
        }

        /** Nothing shows before its window is over, so nothing is looked for before. */
        private void look(long until) {
            long earliest = System.nanoTime() - window.toNanos();
            for (Map.Entry<String, Long> marker : List.copyOf(waiting.entrySet())) {
                if (marker.getValue() > earliest || System.nanoTime() > until + LOOK_EVERY.toNanos()) {
                    return;
                }
                if (isThere(marker.getKey())) {
                    shown.add(Duration.ofNanos(System.nanoTime() - marker.getValue()));
                    waiting.remove(marker.getKey());
                }
            }
        }

        private boolean isThere(String marker) {
            return dynamoDb.getItem(request -> request.tableName(TABLE)
                            .key(Map.of(
                                    "profile_id", AttributeValue.fromS("user:" + marker),
                                    "category", AttributeValue.fromS("view"))))
                    .hasItem();
        }
    }

    private static ChildProgram collector(LocalPlatform platform, int port, Path folder) throws IOException {
        Path keys = Files.writeString(
                folder.resolve("pii-keys.json"),
                "{\"current\": \"bench\", \"bench\": \"keys for this run only, of no use later\"}");
        Map<String, String> environment = Map.of(
                "COLLECTOR_PII_KEYS_FILE",
                keys.toString(),
                "COLLECTOR_HOST",
                "127.0.0.1",
                "COLLECTOR_PORT",
                Integer.toString(port),
                "COLLECTOR_KAFKA_BOOTSTRAP",
                platform.endpoint("KAFKA_BOOTSTRAP"),
                "COLLECTOR_WRITE_KEYS",
                KEY + "=bench");
        return ChildProgram.start(COLLECTOR, environment, List.of(), folder.resolve("collector.log"));
    }

    private static ChildProgram processor(
            LocalPlatform platform, MemoryDynamoDb dynamoDb, Duration window, Path folder) {
        Map<String, String> environment = new HashMap<>(dynamoDb.environment());
        environment.put("PROCESSOR_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"));
        environment.put("PROCESSOR_REDIS_URL", platform.endpoint("REDIS_URL"));
        environment.put("PROCESSOR_STATE_DIR", folder.resolve("state").toString());
        environment.put("PROCESSOR_COLLATION_WINDOW_MS", Long.toString(window.toMillis()));
        return ChildProgram.start(PROCESSOR, environment, List.of(), folder.resolve("processor.log"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
