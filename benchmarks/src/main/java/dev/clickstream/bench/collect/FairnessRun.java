package dev.clickstream.bench.collect;

import static java.util.Objects.requireNonNull;

import dev.clickstream.bench.latency.Percentiles;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import dev.clickstream.source.Source;
import dev.clickstream.source.Sources;
import dev.clickstream.source.SourcesJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * How long neighbours wait while one source floods the collector at many times its rate. The same posts in three settings, in
 * turn: alone, beside the flood, and beside the same flood at another server, which tells what the shared machine does to them.
 */
public final class FairnessRun {
    private static final String NEIGHBOUR = "neighbour-key";
    private static final String FLOOD = "flood-key";
    private static final int CONNECTIONS = 12;
    private static final int FLOOD_CONNECTIONS = 50;

    private final int rate;
    private final int times;
    private final Duration measured;
    private final Consumer<String> notes;

    /**
     * @param rate events a second that the flooding source may send; its neighbours send as many
     * @param times its rate that it sends
     */
    public FairnessRun(int rate, int times, Duration measured, Consumer<String> notes) {
        this.rate = rate;
        this.times = times;
        this.measured = requireNonNull(measured);
        this.notes = requireNonNull(notes);
    }

    /** Where the flood goes. */
    public enum Setting {
        ALONE,
        BESIDE,
        ELSEWHERE
    }

    /**
     * The neighbours in one setting.
     *
     * @param p99 the middle one of all rounds
     * @param refused posts of neighbours that were not answered with 200, of all rounds
     * @param floodTaken posts of the flood that were answered with 200, of all rounds
     * @param floodRefused those that were not
     */
    public record Row(
            Setting setting,
            Duration p50,
            Duration p99,
            long posts,
            long refused,
            long floodTaken,
            long floodRefused) {}

    private record Round(Setting setting, Percentiles times, long refused, long floodTaken, long floodRefused) {}

    public List<Row> run(int rounds, Path folder) throws IOException, InterruptedException {
        List<Round> all = new ArrayList<>();
        try (LocalPlatform platform = LocalPlatform.start(Set.of(Service.KAFKA), folder.resolve("platform"));
                ChildProgram collector = Servers.collector(
                        platform.endpoint("KAFKA_BOOTSTRAP"),
                        Map.of("COLLECTOR_SOURCES_FILE", sources(folder).toString()),
                        folder);
                ChildProgram bare = Servers.bare(folder)) {
            URI ours = Servers.url(collector).resolve("/v1/track");
            URI other = Servers.url(bare).resolve("/v1/track");
            notes.accept("warming up ...");
            for (int i = 0; i < 3; i++) {
                new HttpLoad(ours, NEIGHBOUR, CONNECTIONS, 1, Duration.ZERO).run(measured);
                round(Setting.BESIDE, ours, ours);
                round(Setting.ELSEWHERE, ours, other);
            }
            for (int i = 1; i <= rounds; i++) {
                notes.accept("round %d of %d ...".formatted(i, rounds));
                all.add(round(Setting.ALONE, ours, ours));
                all.add(round(Setting.BESIDE, ours, ours));
                all.add(round(Setting.ELSEWHERE, ours, other));
            }
        }
        return List.of(row(Setting.ALONE, all), row(Setting.BESIDE, all), row(Setting.ELSEWHERE, all));
    }

    private Path sources(Path folder) throws IOException {
        Source flood = new Source(
                "flood",
                List.of(FLOOD),
                Set.of(),
                Set.of(),
                Source.Unplanned.KEEP,
                new Source.Rate(rate, rate),
                List.of());
        Sources all = new Sources(List.of(Source.open("neighbour", List.of(NEIGHBOUR)), flood), null);
        return Files.writeString(folder.resolve("sources.json"), SourcesJson.write(all));
    }

    private Round round(Setting setting, URI neighboursTo, URI floodTo) throws InterruptedException {
        HttpLoad neighbours = steady(neighboursTo, NEIGHBOUR, CONNECTIONS, rate);
        if (setting == Setting.ALONE) {
            HttpLoad.Load load = neighbours.run(measured);
            return new Round(setting, new Percentiles(load.answers()), load.others(), 0, 0);
        }
        try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
            HttpLoad flood = steady(floodTo, FLOOD, FLOOD_CONNECTIONS, rate * times);
            Future<HttpLoad.Load> flooding = beside.submit(() -> flood.run(measured));
            HttpLoad.Load load = neighbours.run(measured);
            HttpLoad.Load flooded = flooding.get();
            return new Round(
                    setting,
                    new Percentiles(load.answers()),
                    load.others(),
                    flooded.answers().size(),
                    flooded.others());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the flood broke off: " + e.getCause(), e);
        }
    }

    private static HttpLoad steady(URI target, String key, int connections, int perSecond) {
        return new HttpLoad(
                target, key, connections, 1, Duration.ofSeconds(connections).dividedBy(perSecond));
    }

    private static Row row(Setting setting, List<Round> all) {
        List<Round> rounds =
                all.stream().filter(round -> round.setting() == setting).toList();
        return new Row(
                setting,
                median(rounds, 0.5),
                median(rounds, 0.99),
                rounds.stream()
                        .mapToLong(round -> round.times().sorted().size())
                        .sum(),
                rounds.stream().mapToLong(Round::refused).sum(),
                rounds.stream().mapToLong(Round::floodTaken).sum(),
                rounds.stream().mapToLong(Round::floodRefused).sum());
    }

    private static Duration median(List<Round> rounds, double share) {
        return new Percentiles(
                        rounds.stream().map(round -> round.times().at(share)).toList())
                .at(0.5);
    }
}
