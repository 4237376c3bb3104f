package dev.clickstream.bench.load;

import dev.clickstream.bench.peer.Recording;
import dev.clickstream.bench.peer.Spent;
import dev.clickstream.bench.peer.ThreadTimes;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.House;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import dev.clickstream.loader.stage.StageArchive;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The loader as it ships, measured from the end of the load on that ends its warm-up. */
final class LoaderProgram implements AutoCloseable {
    static final String PREFIX = "landing/events/";

    private static final Program PROGRAM = new Program("warehouse-loader", "dev.clickstream.loader.Main", "512m");
    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration LONGEST_LOAD = Duration.ofMinutes(30);
    /** Seldom enough to take no processor from what is measured; what the loader does meanwhile is to wait for the warehouse. */
    private static final long LOOK_MILLIS = 250;

    /**
     * @param staged the way to S3: from the end of a load to the manifest of the next one
     * @param loaded all of it, COPY included
     */
    record Both(Measured staged, Measured loaded) {}

    private final ChildProgram program;
    private final BlockingQueue<JsonNode> loads;
    private final StageArchive archive;

    private LoaderProgram(ChildProgram program, BlockingQueue<JsonNode> loads, StageArchive archive) {
        this.program = program;
        this.loads = loads;
        this.archive = archive;
    }

    static LoaderProgram start(LocalPlatform platform, StageArchive archive, long perLoad, Path folder) {
        Map<String, String> environment = new HashMap<>(platform.awsEnvironment());
        environment.putAll(Map.of(
                "LOADER_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"),
                "LOADER_BUCKET", platform.endpoint("S3_BUCKET"),
                "LOADER_REDSHIFT_JDBC_URL", platform.endpoint("REDSHIFT_JDBC_URL"),
                "LOADER_REDSHIFT_USER", platform.endpoint("REDSHIFT_USER"),
                "LOADER_REDSHIFT_PASSWORD", platform.endpoint("REDSHIFT_PASSWORD"),
                "LOADER_IAM_ROLE", platform.endpoint("REDSHIFT_IAM_ROLE"),
                // The last load, smaller than the others, should not wait for its minute.
                "LOADER_CYCLE_SECONDS", "1",
                "LOADER_ROLL_ROWS", Long.toString(perLoad),
                "LOADER_WORK_DIR", folder.resolve("work").toString()));
        BlockingQueue<JsonNode> loads = new LinkedBlockingQueue<>();
        ChildProgram program = ChildProgram.start(
                Launch.of(House.find(), "loader", PROGRAM, environment, List.of(), folder.resolve("loader.log")),
                line -> {
                    if (line.startsWith("{\"metric\":\"load\"")) {
                        loads.add(JsonMapper.shared().readTree(line));
                    }
                });
        return new LoaderProgram(program, loads, archive);
    }

    /** @param recording the file that takes a flight recording of what is measured; null for none */
    Both measure(long events, @Nullable Path recording) throws Exception {
        program.awaitReady(READY);
        long seq = 0;
        long all = 0;
        while (all < PeerRun.warmUp(events)) {
            seq++;
            all += rows(loaded(seq));
        }
        long warmUp = all;
        if (recording != null) {
            Recording.start(program.pid());
        }
        Spent begun = Spent.by(program.pid());
        Spent ended = begun;
        double stagingSeconds = 0;
        double stagingCpu = 0;
        ThreadTimes threads = ThreadTimes.of(program.pid());
        long bytes = 0;
        while (all < events) {
            Spent before = ended;
            seq++;
            Spent staged = awaitStaged(seq);
            JsonNode load = loaded(seq);
            ended = Spent.by(program.pid());
            stagingCpu += staged.cpuSecondsSince(before);
            stagingSeconds += load.path("stagingSeconds").asDouble();
            bytes += load.path("bytes").asLong();
            all += rows(load);
        }
        if (recording != null) {
            Recording.write(program.pid(), recording);
        }
        double compiler = ThreadTimes.of(program.pid()).secondsSince(threads).getOrDefault(ThreadTimes.COMPILER, 0.0);
        long rows = all - warmUp;
        long peak = Processes.peakMib(program.pid());
        double perRow = (double) bytes / rows;
        return new Both(
                new Measured("this loader, to S3", rows, stagingSeconds, stagingCpu, compiler, perRow, peak),
                new Measured(
                        "this loader, COPY included",
                        rows,
                        ended.secondsSince(begun),
                        ended.cpuSecondsSince(begun),
                        compiler,
                        perRow,
                        peak));
    }

    private static long rows(JsonNode load) {
        return load.path("accepted").asLong();
    }

    /** Until the load's manifest lies on the bucket, or the load is through before that was seen. */
    private Spent awaitStaged(long seq) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_LOAD.toNanos();
        while (archive.staged(seq).isEmpty() && loads.isEmpty()) {
            if (!program.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the loader does not stage load %d; %s".formatted(seq, program.lastWords()));
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return Spent.by(program.pid());
    }

    /** Idle cycles are told too: they do not count. */
    private JsonNode loaded(long seq) throws InterruptedException {
        while (true) {
            JsonNode load = loads.poll(LONGEST_LOAD.toMillis(), TimeUnit.MILLISECONDS);
            if (load == null) {
                throw new IllegalStateException("load %d does not come; %s".formatted(seq, program.lastWords()));
            }
            if (load.path("seq").asLong() >= seq) {
                return load;
            }
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
