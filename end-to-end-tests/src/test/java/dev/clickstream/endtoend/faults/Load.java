package dev.clickstream.endtoend.faults;

import dev.clickstream.cli.send.Message;
import dev.clickstream.cli.simulate.Simulator;
import dev.clickstream.endtoend.replay.Envelopes;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.plan.TrackingPlan;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Simulated events at a steady rate onto the main topics, as the collector would put them, until it is told to stop. */
final class Load implements AutoCloseable {
    private static final int TICK_MILLIS = 100;

    private final Simulator simulator;
    private final Envelopes envelopes = new Envelopes(TrackingPlan.load());
    private final KafkaProducer<String, byte[]> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<Message> sent = new ArrayList<>();
    private volatile int count;

    /** @param eventsPerSecond at least ten */
    Load(String bootstrap, long seed, int eventsPerSecond) {
        simulator = new Simulator(seed, Long.MAX_VALUE / 2, Instant.now(), 0);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "delivery.timeout.ms", 300_000),
                new StringSerializer(),
                new ByteArraySerializer());
        int perTick = eventsPerSecond * TICK_MILLIS / 1000;
        ScheduledFuture<?> unused =
                clock.scheduleAtFixedRate(() -> send(perTick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void send(int events) {
        for (int i = 0; i < events; i++) {
            Message message = simulator.next();
            Event event = envelopes.of(message, Instant.now());
            producer.send(new ProducerRecord<>(envelopes.topicOf(event), event.key(), EventJson.write(event)));
            sent.add(message);
        }
        count = sent.size();
    }

    int count() {
        return count;
    }

    /** Stops, waits until the broker has all of it, and writes what was sent as {@code ./clickstream send --ledger} would. */
    void finish(Path ledger) throws IOException, InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the load does not stop");
        }
        producer.flush();
        try (BufferedWriter lines = Files.newBufferedWriter(ledger)) {
            for (Message message : sent) {
                lines.write("{\"verdict\":\"accepted\",\"message\":" + message.json() + "}\n");
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close();
    }
}
