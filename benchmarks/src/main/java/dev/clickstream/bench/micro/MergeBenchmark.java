package dev.clickstream.bench.micro;

import dev.clickstream.recent.Point;
import dev.clickstream.recent.RecentItems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The merge: the view of one category over all its points. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class MergeBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");

    /** How many points the category holds; a thousand is the most that are kept. */
    @Param({"10", "100", "1000"})
    public int points;

    private List<Point> category = List.of();

    @Setup
    public void fill() {
        Random random = new Random(1);
        List<Point> filled = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            filled.add(new Point(
                    "item-" + random.nextInt(points),
                    "device-" + random.nextInt(2),
                    NOW.minusSeconds(random.nextInt(100 * 86_400)),
                    "m-" + i,
                    random.nextInt(10) == 0,
                    Map.of("price", "120.00", "currency", "EUR")));
        }
        category = filled;
    }

    @Benchmark
    public RecentItems merge() {
        return RecentItems.of(category, NOW);
    }
}
