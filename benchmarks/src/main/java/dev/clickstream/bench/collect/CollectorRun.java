package dev.clickstream.bench.collect;

import static java.util.Objects.requireNonNull;

import dev.clickstream.bench.latency.Percentiles;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.House;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import dev.clickstream.launcher.Service;
import dev.clickstream.launcher.Supervised;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * Posts to the collector, to a bare server of the same stack, and to whatever peer is given by its address; then Kafka's own producer at the
 * same record size. CPU is that of each one's process; the broker's and the driver's is in none.
 */
public final class CollectorRun {
    private static final Program COLLECTOR =
            new Program("event-collector-lambda", "dev.clickstream.collector.Main", "512m");
    private static final Duration READY = Duration.ofMinutes(3);
    private static final String KEY = "bench-key";
    private static final int RECORD_BYTES = 1024;
    private static final Pattern RECORDS_PER_SECOND = Pattern.compile("records sent, ([0-9.]+) records/sec");

    private final int connections;
    private final Duration warmUp;
    private final Duration measured;
    private final Consumer<String> notes;

    public CollectorRun(int connections, Duration warmUp, Duration measured, Consumer<String> notes) {
        this.connections = connections;
        this.warmUp = requireNonNull(warmUp);
        this.measured = requireNonNull(measured);
        this.notes = requireNonNull(notes);
    }

    /**
     * Somebody else's collector.
     *
     * @param address with the path to post to; the write key is sent as user name and as {@code X-Write-Key}
     */
    public record Peer(String name, URI address) {}

    /**
     * One measurement.
     *
     * @param others posts that were not answered with 200
     * @param cpuPerTenThousand seconds of CPU for 10,000 events; NaN where the process is not known
     */
    public record Row(
            String name,
            int batch,
            double requestsPerSecond,
            double eventsPerSecond,
            Duration p50,
            Duration p99,
            double cpuPerTenThousand,
            long others) {}

    /** @param batches events a post, one after the other */
    public List<Row> run(List<Integer> batches, List<Peer> peers, Path folder)
            throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (LocalPlatform platform = LocalPlatform.start(Set.of(Service.KAFKA), folder.resolve("platform"));
                ChildProgram collector = collector(platform.endpoint("KAFKA_BOOTSTRAP"), folder);
                ChildProgram bare = ChildProgram.start(bare(folder))) {
            URI ours = url(collector);
            URI empty = url(bare);
            for (int batch : batches) {
                String path = batch == 1 ? "/v1/track" : "/v1/batch";
                rows.add(measured("collector, acks=all", ours, path, batch, collector.pid()));
                rows.add(measured("bare server of the same stack", empty, path, batch, bare.pid()));
                for (Peer peer : peers) {
                    OptionalLong pid = ListeningProcess.on(peer.address().getPort());
                    rows.add(
                            measured(peer.name(), peer.address(), peer.address().getRawPath(), batch, pid.orElse(-1)));
                }
            }
            rows.add(producer(platform.endpoint("KAFKA_BOOTSTRAP"), folder));
        }
        return rows;
    }

    private Row measured(String name, URI target, String path, int batch, long pid) throws InterruptedException {
        notes.accept("%s, %d a post: warming up for %d s ...".formatted(name, batch, warmUp.toSeconds()));
        HttpLoad load = new HttpLoad(target, path, KEY, connections, batch);
        load.run(warmUp);
        notes.accept("%s, %d a post: measuring for %d s ...".formatted(name, batch, measured.toSeconds()));
        double before = cpuSeconds(pid);
        HttpLoad.Load answered = load.run(measured);
        double cpu = cpuSeconds(pid) - before;
        if (answered.answers().isEmpty()) {
            throw new IllegalStateException("%s answered none of %d posts with 200".formatted(name, answered.others()));
        }
        Percentiles times = new Percentiles(answered.answers());
        double seconds = answered.took().toNanos() / 1e9;
        double events = (double) answered.answers().size() * batch;
        return new Row(
                name,
                batch,
                answered.answers().size() / seconds,
                events / seconds,
                times.at(0.5),
                times.at(0.99),
                cpu / events * 10_000,
                answered.others());
    }

    private static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(cpu -> cpu.toNanos() / 1e9)
                .orElse(Double.NaN);
    }

    /** As many records as it takes about so long to send. */
    private Row producer(String bootstrap, Path folder) throws IOException, InterruptedException {
        notes.accept("Kafka's ProducerPerformance: measuring ...");
        long records = 20_000 * measured.toSeconds();
        Path output = folder.resolve("producer-%s.log".formatted(Uuid.randomUuid()));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProducerProbe.class.getName(),
                        "--topic",
                        "clickstream.events-view.v1",
                        "--num-records",
                        Long.toString(records),
                        "--record-size",
                        Integer.toString(RECORD_BYTES),
                        "--throughput",
                        "-1",
                        "--producer-props",
                        "bootstrap.servers=" + bootstrap,
                        "acks=all",
                        "compression.type=zstd",
                        "linger.ms=5",
                        "batch.size=131072")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output);
        double perSecond = last(RECORDS_PER_SECOND.matcher(text), text);
        double cpu = last(Pattern.compile(ProducerProbe.CPU + "([0-9]+)").matcher(text), text) / 1000;
        return new Row(
                "ProducerPerformance, acks=all (start included)",
                1,
                Double.NaN,
                perSecond,
                Duration.ZERO,
                Duration.ZERO,
                cpu / records * 10_000,
                0);
    }

    private static double last(Matcher matcher, String text) {
        double last = Double.NaN;
        while (matcher.find()) {
            last = Double.parseDouble(matcher.group(1));
        }
        if (Double.isNaN(last)) {
            throw new IllegalStateException("ProducerPerformance told nothing: " + text);
        }
        return last;
    }

    private static ChildProgram collector(String bootstrap, Path folder) throws IOException {
        Path keys = Files.writeString(
                folder.resolve("pii-keys.json"),
                "{\"current\": \"bench\", \"bench\": \"keys for this run only, of no use later\"}");
        return ChildProgram.start(
                COLLECTOR,
                Map.of(
                        "COLLECTOR_PII_KEYS_FILE",
                        keys.toString(),
                        "COLLECTOR_HOST",
                        "127.0.0.1",
                        "COLLECTOR_PORT",
                        "0",
                        "COLLECTOR_KAFKA_BOOTSTRAP",
                        bootstrap,
                        "COLLECTOR_WRITE_KEYS",
                        KEY + "=bench"),
                List.of(),
                folder.resolve("collector.log"));
    }

    /** On the collector's libraries: the very stack, and no other. */
    private static Launch bare(Path folder) {
        return new Launch(
                "bare",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-Xmx" + COLLECTOR.maxHeap(),
                        "-cp",
                        Supervised.classPath(BareServer.class) + File.pathSeparator + libraries(),
                        Supervised.class.getName(),
                        BareServer.class.getName()),
                Map.of(),
                null,
                folder.resolve("bare.log"));
    }

    /** Without the collector itself, whose controllers would answer too. */
    private static String libraries() {
        return Stream.of(House.find().classPathOf(COLLECTOR).split(File.pathSeparator))
                .filter(jar -> !Path.of(jar).getFileName().toString().startsWith(COLLECTOR.module()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static URI url(ChildProgram program) {
        return URI.create(program.awaitReady(READY).substring("ready ".length()));
    }
}
