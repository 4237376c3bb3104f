package dev.clickstream.bench.micro;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The envelope's wire form, read once by the workflows for each event and written once by the collector. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class EnvelopeBenchmark {
    private static final byte[] WIRE = """
            {"messageId":"m-000000000001","type":"track","event":"Product Viewed","schema":"product-viewed/1-0-0",\
            "userId":"user-000001","occurredAt":"2026-11-25T10:00:00.000Z","originalTimestamp":"2026-11-25T10:00:00.000Z",\
            "receivedAt":"2026-11-25T10:00:00.100Z","source":"web","context":{"ip":"203.0.113.7","userAgent":\
            "Mozilla/5.0 (X11; Linux x86_64)","page":{"url":"https://travel.example/stays/12345"}},\
            "properties":{"product_id":"item-000001","price":"120.00","currency":"EUR"}}\
            """.getBytes(StandardCharsets.UTF_8);

    private final Event event = EventJson.read(WIRE);

    @Benchmark
    public Event read() {
        return EventJson.read(WIRE);
    }

    @Benchmark
    public byte[] write() {
        return EventJson.write(event);
    }
}
