package dev.clickstream.bench.peer;

import dev.clickstream.event.Topics;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.House;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import dev.clickstream.launcher.Service;
import dev.clickstream.launcher.Supervised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Runs one engine after the other over the same events. Each engine gets a broker of its own making, started afresh with the same
 * settings, so that neither reads what the other left; each is warmed up on events that do not count.
 */
public final class PeerRun {
    private static final Program PROCESSOR = new Program("stream-processor", "dev.clickstream.processor.Main", "768m");
    private static final long SEED = 5;
    private static final int USERS = 5_000;
    private static final long POLL_MILLIS = 200;
    /** Counting units reads all that was written, so it is not done as often. */
    private static final long LOOK_MILLIS = 1_000;

    private static final Duration QUIET = Duration.ofSeconds(6);

    private final House house;
    private final Path folder;
    private final Consumer<String> notes;

    /**
     * @param folder for logs and state
     * @param notes is told what goes on
     */
    public PeerRun(House house, Path folder, Consumer<String> notes) {
        this.house = house;
        this.folder = folder;
        this.notes = notes;
    }

    /**
     * The stream processor.
     *
     * @param collated false to publish a snapshot for each activity, true for the settings it ships with
     */
    public Taken processor(Work work, boolean collated) throws Exception {
        String name = collated ? "processor" : "processor-uncollated";
        return with(name, work, (platform, dynamoDb, run) -> {
            Map<String, String> environment = new HashMap<>(platform.awsEnvironment());
            // No DynamoDB where nothing is written: the look at the table of rules ends at once.
            environment.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1");
            environment.put("PROCESSOR_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"));
            environment.put("PROCESSOR_REDIS_URL", platform.endpoint("REDIS_URL"));
            environment.put("PROCESSOR_STATE_DIR", run.resolve("state").toString());
            environment.put("PROCESSOR_SERVICES", work.sink() ? "workflows,groups,sink" : "workflows,groups");
            if (dynamoDb != null) {
                environment.putAll(dynamoDb.environment());
            }
            if (!collated) {
                environment.put("PROCESSOR_COLLATION_WINDOW_MS", "0");
                environment.put("PROCESSOR_COLLATION_MAX_EVENTS", "1");
            }
            ChildProgram program = ChildProgram.start(PROCESSOR, environment, List.of(), run.resolve("processor.log"));
            String processes = "one JVM: " + environment.get("PROCESSOR_SERVICES");
            return new Engine(
                    collated ? "this processor, as shipped" : "this processor, no collation",
                    processes,
                    program,
                    work.sink() ? lags() : lags().subList(0, 2),
                    () -> WrittenUnits.of(platform.endpoint("KAFKA_BOOTSTRAP")));
        });
    }

    /** Kafka Streams alone, without a sink. */
    public Taken passThrough(Work work) throws Exception {
        return with("pass-through", work, (platform, dynamoDb, run) -> {
            Launch launch = new Launch(
                    "pass-through",
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-XX:+UseSerialGC",
                            "-XX:NewRatio=1",
                            "-Xmx" + PROCESSOR.maxHeap(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Supervised.class.getName(),
                            PassThrough.class.getName(),
                            platform.endpoint("KAFKA_BOOTSTRAP"),
                            run.resolve("state").toString(),
                            String.join(",", EventFeed.topics())),
                    Map.of(),
                    null,
                    run.resolve("pass-through.log"));
            return new Engine(
                    "Kafka Streams, pass through both topics",
                    "one JVM",
                    ChildProgram.start(launch),
                    lags().subList(0, 2),
                    () -> 0);
        });
    }

    private static List<GroupLag> lags() {
        return List.of(
                new GroupLag("workflows", EventFeed.topics(), 0),
                new GroupLag("groups", List.of(Topics.ACTIVITY.name()), 1),
                new GroupLag("sink", List.of(Topics.RECENT_ITEMS.name()), 1));
    }

    /** Faust, with a table and its changelog. */
    public Taken faust(Work work) throws Exception {
        notes.accept("preparing Faust ...");
        Faust faust = Faust.install(house.root());
        return with("faust", work, (platform, dynamoDb, run) -> {
            Map<String, String> settings = new HashMap<>();
            settings.put("PEER_ID", "faust-peer");
            settings.put("PEER_BROKER", platform.endpoint("KAFKA_BOOTSTRAP"));
            settings.put("PEER_TOPICS", String.join(",", EventFeed.topics()));
            settings.put("PEER_PARTITIONS", Integer.toString(Topics.PARTITIONS));
            Path units = run.resolve("units.txt");
            settings.put("PEER_UNITS", units.toString());
            if (dynamoDb != null) {
                settings.putAll(dynamoDb.environment());
                settings.put("PEER_TABLE", "recent-items");
            }
            ChildProgram program = faust.start(settings, run);
            return new Engine(
                    "faust-streaming 0.15.3, " + (work.sink() ? "a write per event" : "table with changelog"),
                    "one Python worker",
                    program,
                    List.of(new GroupLag("faust-peer", EventFeed.topics(), 0)),
                    () -> Double.parseDouble(Files.readString(units)));
        });
    }

    /** A started engine, and how to tell that it has done all it was sent. */
    private record Engine(String name, String processes, ChildProgram program, List<GroupLag> lags, Units units) {}

    /** Counts the write units so far. */
    private interface Units {
        double count() throws Exception;
    }

    /** Starts an engine. */
    private interface Start {
        Engine on(LocalPlatform platform, @Nullable MemoryDynamoDb dynamoDb, Path run) throws Exception;
    }

    private Taken with(String name, Work work, Start start) throws Exception {
        Path run = Files.createDirectories(folder.resolve(name + (work.sink() ? "-sink" : "")));
        notes.accept("starting a broker for " + name + " ...");
        try (LocalPlatform platform =
                        LocalPlatform.start(Set.of(Service.KAFKA, Service.REDIS), run.resolve("platform"));
                EventFeed feed = new EventFeed(platform.endpoint("KAFKA_BOOTSTRAP"), SEED, USERS);
                Admin admin = Admin.create(Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP")))) {
            if (!work.sink()) {
                return measure(work, start.on(platform, null, run), feed, admin);
            }
            try (MemoryDynamoDb dynamoDb = memory(run)) {
                return measure(work, start.on(platform, dynamoDb, run), feed, admin);
            }
        }
    }

    private MemoryDynamoDb memory(Path run) throws IOException, InterruptedException {
        MemoryDynamoDb dynamoDb = MemoryDynamoDb.start(house, run);
        dynamoDb.createTable("recent-items");
        return dynamoDb;
    }

    private Taken measure(Work work, Engine engine, EventFeed feed, Admin admin) throws Exception {
        try (ChildProgram program = engine.program()) {
            notes.accept("warming %s up with %,d events ...".formatted(engine.name(), work.warmUp()));
            feed.send(work.warmUp());
            awaitDone(engine, admin);
            if (work.sink()) {
                awaitQuiet(engine);
            }
            double unitsBefore = work.sink() ? engine.units().count() : 0;
            notes.accept("measuring %s with %,d events ...".formatted(engine.name(), work.events()));
            if (work.recording() != null) {
                Recording.start(program.pid());
            }
            ThreadTimes threadsBefore = ThreadTimes.of(program.pid());
            Spent before = Spent.by(program.pid());
            feed.send(work.events());
            awaitDone(engine, admin);
            Spent after = work.sink() ? awaitQuiet(engine) : Spent.by(program.pid());
            ThreadTimes threads = ThreadTimes.of(program.pid());
            if (work.recording() != null) {
                Recording.write(program.pid(), work.recording());
            }
            Taken taken = new Taken(
                    engine.name(),
                    engine.processes(),
                    work.events(),
                    after.secondsSince(before),
                    after.cpuSecondsSince(before),
                    threads.secondsSince(threadsBefore),
                    Spent.residentMib(program.pid()),
                    work.sink() ? engine.units().count() - unitsBefore : 0);
            notes.accept("%s took %.1f CPU seconds per million events"
                    .formatted(taken.engine(), taken.cpuSecondsPerMillion()));
            return taken;
        }
    }

    /**
     * Waits until nothing more was written for longer than any group stays open.
     *
     * @return what had been spent when the last write was seen
     */
    private static Spent awaitQuiet(Engine engine) throws Exception {
        Spent last = Spent.by(engine.program().pid());
        double units = engine.units().count();
        while (System.nanoTime() - last.at() < QUIET.toNanos()) {
            Thread.sleep(LOOK_MILLIS);
            double now = engine.units().count();
            if (now != units) {
                units = now;
                last = Spent.by(engine.program().pid());
            }
        }
        return last;
    }

    /** One stage after the other: what is upstream may still hand on to what is downstream. */
    private static void awaitDone(Engine engine, Admin admin) throws InterruptedException {
        int quiet = 0;
        // Twice: between its commit and its output's a stage may look done when it is not.
        while (quiet < 2) {
            Thread.sleep(POLL_MILLIS);
            if (!engine.program().isAlive()) {
                throw new IllegalStateException(
                        engine.name() + " ended; " + engine.program().lastWords());
            }
            boolean done = true;
            for (GroupLag lag : engine.lags()) {
                done = done && lag.isNone(admin);
            }
            quiet = done ? quiet + 1 : 0;
        }
    }
}
