package dev.clickstream.bench.collect;

import static java.util.Objects.requireNonNull;

import dev.clickstream.bench.latency.Percentiles;
import dev.clickstream.bench.peer.ThreadTimes;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.Uuid;

/**
 * Posts to the collector, to a bare server of the same stack, and to whatever peer is given by its address; then Kafka's own producer at the
 * same record size. CPU is that of each one's process; the broker's and the driver's is in none.
 */
public final class CollectorRun {
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
     * One measurement.
     *
     * @param others posts that were not answered with 200
     * @param missing events answered with 200 that Kafka did not hold afterwards; empty where none is to be held
     * @param cpuPerTenThousand seconds of CPU for 10,000 events; NaN where the process is not known
     * @param threads of it, by what its threads do; empty where that is not known
     */
    public record Row(
            String name,
            int batch,
            double requestsPerSecond,
            double eventsPerSecond,
            Duration p50,
            Duration p99,
            double cpuPerTenThousand,
            Map<String, Double> threads,
            long others,
            OptionalLong missing) {
        /** Of the cost, what a JVM's compiler took: it falls on the first minutes only. */
        public double compilerPerTenThousand() {
            return threads.getOrDefault(ThreadTimes.COMPILER, 0.0);
        }
    }

    /** What is posted to. */
    private record Target(String name, URI single, URI batch, long pid, boolean stores) {
        URI of(int events) {
            return events == 1 ? single : batch;
        }
    }

    /**
     * Measures one after the other, and all of that again in each round; gives of each the round with the middle cost.
     *
     * @param batches events a post
     */
    public List<Row> run(List<Integer> batches, List<Peer> peers, int rounds, Path folder)
            throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (LocalPlatform platform = LocalPlatform.start(Set.of(Service.KAFKA), folder.resolve("platform"));
                ChildProgram collector = Servers.collector(
                        platform.endpoint("KAFKA_BOOTSTRAP"), Map.of("COLLECTOR_WRITE_KEYS", KEY + "=bench"), folder);
                ChildProgram bare = Servers.bare(folder);
                StartedPeers started = StartedPeers.start(peers, platform.endpoint("KAFKA_BOOTSTRAP"), folder);
                StoredEvents stored = new StoredEvents(platform.endpoint("KAFKA_BOOTSTRAP"))) {
            List<Target> targets = new ArrayList<>();
            targets.add(target("collector, acks=all", collector, true));
            targets.add(target("bare server of the same stack", bare, false));
            for (Peer peer : peers) {
                targets.add(
                        new Target(peer.name(), peer.address("track"), peer.address("batch"), started.pid(peer), true));
            }
            for (int batch : batches) {
                List<Row> measured = new ArrayList<>();
                for (int round = 1; round <= rounds; round++) {
                    for (Target target : targets) {
                        measured.add(measured(target, batch, round, stored));
                    }
                }
                targets.forEach(target -> rows.add(median(measured, target.name())));
            }
            rows.add(producer(platform.endpoint("KAFKA_BOOTSTRAP"), folder));
        }
        return rows;
    }

    private static Target target(String name, ChildProgram program, boolean stores) {
        URI at = Servers.url(program);
        return new Target(name, at.resolve("/v1/track"), at.resolve("/v1/batch"), program.pid(), stores);
    }

    private static Row median(List<Row> rows, String name) {
        List<Row> sorted = rows.stream()
                .filter(row -> row.name().equals(name))
                .sorted(Comparator.comparingDouble(row -> row.cpuPerTenThousand() - row.compilerPerTenThousand()))
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    private Row measured(Target target, int batch, int round, StoredEvents stored) throws InterruptedException {
        notes.accept("%s, %d a post, round %d ...".formatted(target.name(), batch, round));
        HttpLoad load = new HttpLoad(target.of(batch), KEY, connections, batch, Duration.ZERO);
        // Compilers are done after the first; then only caches and connections are to be warm again.
        load.run(round == 1 ? warmUp : warmUp.dividedBy(5));
        long held = target.stores() ? stored.count() : 0;
        ThreadTimes threadsBefore = ThreadTimes.of(target.pid());
        double before = cpuSeconds(target.pid());
        HttpLoad.Load answered = load.run(measured);
        double cpu = cpuSeconds(target.pid()) - before;
        Map<String, Double> threads = new TreeMap<>(ThreadTimes.of(target.pid()).secondsSince(threadsBefore));
        if (answered.answers().isEmpty()) {
            throw new IllegalStateException(
                    "%s answered none of %d posts with 200".formatted(target.name(), answered.others()));
        }
        long events = (long) answered.answers().size() * batch;
        OptionalLong missing = target.stores() ? OptionalLong.of(stored.missing(held + events)) : OptionalLong.empty();
        threads.replaceAll((work, used) -> used / events * 10_000);
        Percentiles times = new Percentiles(answered.answers());
        double seconds = answered.took().toNanos() / 1e9;
        return new Row(
                target.name(),
                batch,
                answered.answers().size() / seconds,
                events / seconds,
                times.at(0.5),
                times.at(0.99),
                cpu / events * 10_000,
                threads,
                answered.others(),
                missing);
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
                        StoredEvents.TOPIC,
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
                Map.of(),
                0,
                OptionalLong.empty());
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
}
