package dev.clickstream.bench.load;

import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.House;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import dev.clickstream.launcher.Supervised;
import dev.clickstream.loader.bucket.S3StageBucket;
import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.stage.StageArchive;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same events in one Kafka, brought to Parquet on one S3 by one engine after the other: the loader, the bare Parquet writer,
 * Iceberg's sink, and others. Afterwards all files are read, and must hold the same rows.
 */
public final class LoaderRun {
    private static final long SEED = 7;
    private static final long LARGEST_LOAD = 1_000_000;
    private static final int FEWEST_LOADS = 5;

    /**
     * What is to be measured.
     *
     * @param iceberg whether Iceberg's sink is measured too
     * @param recording the file that takes a flight recording of the loader; null for none
     */
    public record Wish(
            int events,
            boolean iceberg,
            List<PeerCommand> peers,
            @Nullable Path recording) {
        public Wish {
            peers = List.copyOf(peers);
        }
    }

    /**
     * @param staged the loader to S3
     * @param loaded the loader, COPY included
     * @param counts rows and message ids read from each engine's files, which must be the same
     */
    public record Result(
            Measured staged, Measured loaded, Measured bare, List<Measured> peers, Map<String, String> counts) {
        /** Whether every engine's files hold the same rows, one for each event. */
        public boolean sameRows() {
            return Set.copyOf(counts.values()).size() == 1;
        }
    }

    private final House house;
    private final Path folder;
    private final Consumer<String> notes;

    /**
     * @param folder for logs and data
     * @param notes is told what goes on
     */
    public LoaderRun(House house, Path folder, Consumer<String> notes) {
        this.house = house;
        this.folder = folder;
        this.notes = notes;
    }

    public Result run(Wish wish) throws Exception {
        // First, as it may fail.
        IcebergConnect iceberg = wish.iceberg() ? install() : null;
        try (LocalPlatform platform = LocalPlatform.start(
                        Set.of(Service.KAFKA, Service.S3, Service.REDSHIFT), folder.resolve("platform"));
                StageBucket bucket = bucket(platform);
                Admin admin = Admin.create(Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP")))) {
            notes.accept("sending %,d events ...".formatted(wish.events()));
            TravelFeed.send(platform.endpoint("KAFKA_BOOTSTRAP"), SEED, wish.events());
            LoaderProgram.Both ours = ours(wish, platform, bucket);
            Map<String, String> counts = new LinkedHashMap<>();
            WrittenParquet read = read(bucket, LoaderProgram.PREFIX, "loader");
            counts.put("Kafka", "%,d rows of %,d messages".formatted(wish.events(), read.messages()));
            counts.put("this loader", count(read));
            Measured bare = bare(wish, platform, read);
            List<Measured> peers = new ArrayList<>();
            for (Start start : starts(wish, iceberg, platform)) {
                PeerProgram peer = start.start();
                try (ChildProgram program = peer.program()) {
                    notes.accept("measuring %s ...".formatted(peer.name()));
                    Measured measured = PeerRun.measured(peer, program, admin);
                    WrittenParquet written = read(bucket, peer.prefix(), peer.group());
                    counts.put(peer.name(), count(written));
                    peers.add(new Measured(
                            peer.name(),
                            measured.rows(),
                            measured.seconds(),
                            measured.cpuSeconds(),
                            measured.compilerSeconds(),
                            (double) written.bytes() / written.rows(),
                            measured.peakMib()));
                }
            }
            return new Result(ours.staged(), ours.loaded(), bare, peers, counts);
        }
    }

    private IcebergConnect install() throws Exception {
        notes.accept("preparing Iceberg's sink ...");
        return IcebergConnect.install(house);
    }

    private static StageBucket bucket(LocalPlatform platform) {
        return new S3StageBucket(
                S3StageBucket.client()
                        .endpointOverride(URI.create(platform.endpoint("S3_ENDPOINT")))
                        .forcePathStyle(true)
                        .region(Region.of(platform.endpoint("AWS_REGION")))
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                                platform.endpoint("AWS_ACCESS_KEY_ID"), platform.endpoint("AWS_SECRET_ACCESS_KEY"))))
                        .build(),
                platform.endpoint("S3_BUCKET"));
    }

    private LoaderProgram.Both ours(Wish wish, LocalPlatform platform, StageBucket bucket) throws Exception {
        notes.accept("measuring the loader ...");
        Path run = Files.createDirectories(folder.resolve("loader"));
        long perLoad = Math.min(LARGEST_LOAD, Math.max(1, wish.events() / FEWEST_LOADS));
        try (LoaderProgram loader = LoaderProgram.start(platform, new StageArchive(bucket), perLoad, run)) {
            return loader.measure(wish.events(), wish.recording());
        }
    }

    private Measured bare(Wish wish, LocalPlatform platform, WrittenParquet read) throws Exception {
        notes.accept("measuring the bare Parquet writer ...");
        long perFile = Math.max(1, read.rows() / read.files());
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                // What is ready takes most of it; the young half is then as the loader's.
                "-Xmn256m",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                Supervised.class.getName(),
                BareParquet.class.getName(),
                platform.endpoint("KAFKA_BOOTSTRAP"),
                Long.toString(wish.events()),
                Long.toString(perFile),
                folder.resolve("bare").toString());
        BlockingQueue<JsonNode> results = new LinkedBlockingQueue<>();
        Launch launch = new Launch("bare-parquet", command, Map.of(), null, folder.resolve("bare.log"));
        try (ChildProgram writer = ChildProgram.start(launch, line -> {
            if (line.startsWith("{")) {
                results.add(JsonMapper.shared().readTree(line));
            }
        })) {
            writer.onExit().join();
            writer.awaitOutput();
            JsonNode result = results.poll();
            if (result == null) {
                throw new IllegalStateException("the bare Parquet writer has told nothing; " + writer.lastWords());
            }
            long rows = result.path("rows").asLong();
            return new Measured(
                    "bare Parquet writer",
                    rows,
                    result.path("seconds").asDouble(),
                    result.path("cpuSeconds").asDouble(),
                    result.path("compilerSeconds").asDouble(),
                    (double) result.path("bytes").asLong() / rows,
                    0);
        }
    }

    /** Starts a peer. */
    private interface Start {
        PeerProgram start() throws Exception;
    }

    private List<Start> starts(Wish wish, @Nullable IcebergConnect iceberg, LocalPlatform platform) {
        List<Start> starts = new ArrayList<>();
        if (iceberg != null) {
            starts.add(() -> iceberg.start(platform, TravelFeed.topics(), folder.resolve("iceberg")));
        }
        wish.peers()
                .forEach(peer ->
                        starts.add(() -> PeerRun.start(peer, platform, folder.resolve("peer-" + peer.name()))));
        return starts;
    }

    private WrittenParquet read(StageBucket bucket, String prefix, String name) throws Exception {
        return WrittenParquet.read(bucket, prefix, folder.resolve("read-" + name));
    }

    private static String count(WrittenParquet written) {
        return "%,d rows of %,d messages".formatted(written.rows(), written.messages());
    }
}
