package dev.clickstream.collector.lambda;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.clickstream.collector.drain.Drain;
import dev.clickstream.collector.drain.DrainReport;
import dev.clickstream.collector.drain.DrainSettings;
import dev.clickstream.collector.publish.EventPublisher;
import dev.clickstream.collector.spill.SpillStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda handler that a schedule calls: drains what waits, and says what it did in one line of JSON, of which metrics are cut.
 * What it is called with does not matter.
 */
public final class DrainFunction implements RequestHandler<Map<String, Object>, String>, AutoCloseable {
    private final SpillStore store;
    private final EventPublisher kafka;
    private final Duration time;
    private final InstantSource clock;
    private final Drain drain;

    @SuppressWarnings("unused") // kept for the runtime, which holds it weakly
    private final SnapshotHooks hooks;

    public DrainFunction() {
        this(DrainSettings.from(System.getenv()));
    }

    private DrainFunction(DrainSettings settings) {
        this(settings.store(), settings.publisher(), settings.time(), InstantSource.system());
    }

    DrainFunction(SpillStore store, EventPublisher kafka, Duration time, InstantSource clock) {
        this.store = requireNonNull(store);
        this.kafka = requireNonNull(kafka);
        this.time = requireNonNull(time);
        this.clock = requireNonNull(clock);
        this.drain = new Drain(store, kafka, clock, line -> {});
        this.hooks = new SnapshotHooks(() -> {}, kafka).registered();
    }

    @Override
    public String handleRequest(Map<String, Object> event, @Nullable Context context) {
        DrainReport report = drain.run(clock.instant().plus(time));
        System.out.println(report.json());
        return report.ending().word();
    }

    @Override
    public void close() {
        kafka.close();
        store.close();
    }
}
