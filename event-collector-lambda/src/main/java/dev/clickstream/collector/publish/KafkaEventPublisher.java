package dev.clickstream.collector.publish;

import static java.util.Objects.requireNonNull;
import static org.apache.kafka.clients.producer.ProducerConfig.*;

import dev.clickstream.settings.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes with an idempotent producer and waits for all in-sync replicas. Clients are made on first use, so that the
 * function starts without a broker, and made anew when one has failed for good.
 */
public final class KafkaEventPublisher implements EventPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaEventPublisher.class);
    private static final Duration PROBE = Duration.ofSeconds(2);

    private final KafkaConnection kafka;
    private final Duration budget;
    private final Object lock = new Object();
    private @Nullable Producer<String, byte[]> producer;
    private @Nullable Admin admin;
    private @Nullable Deadlines deadlines;

    /** @param budget in which a request's records are acknowledged or given up; less than any caller's time-out */
    public KafkaEventPublisher(KafkaConnection kafka, Duration budget) {
        this.kafka = requireNonNull(kafka);
        this.budget = requireNonNull(budget);
    }

    @Override
    public Publication publish(List<OutgoingRecord> records) {
        long deadline = System.nanoTime() + budget.toNanos();
        Producer<String, byte[]> current = null;
        try {
            current = producer();
            Acknowledgements acknowledgements = new Acknowledgements(records.size(), deadline);
            deadlines().add(acknowledgements);
            for (OutgoingRecord record : records) {
                if (System.nanoTime() >= deadline) {
                    return unavailable(records, "sending took longer than " + budget);
                }
                current.send(kafkaRecord(record), acknowledgements);
                if (acknowledgements.haveFailed()) {
                    // It could not even be queued: the next ones would block as long, one after the other.
                    break;
                }
            }
            acknowledgements.await();
            return new Publication.Stored();
        } catch (ExecutionException e) {
            return e.getCause() instanceof TimeoutException
                    ? unavailable(records, "no acknowledgement within " + budget)
                    : failed(records, current, requireNonNull(e.getCause()));
        } catch (KafkaException | IllegalStateException e) {
            return failed(records, current, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable(records, "interrupted");
        }
    }

    @Override
    public boolean isReachable() {
        try {
            admin().describeCluster().nodes().get(PROBE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (producer != null) {
                producer.close(budget);
                producer = null;
            }
            if (admin != null) {
                admin.close(Duration.ZERO);
                admin = null;
            }
            if (deadlines != null) {
                deadlines.close();
                deadlines = null;
            }
        }
    }

    private static Publication unavailable(List<OutgoingRecord> records, String reason) {
        LOG.warn("records not acknowledged: records={} reason={}", records.size(), reason);
        return new Publication.Unavailable(reason);
    }

    /** After an error that no retry mends the producer is replaced; the next request gets a new one. */
    private Publication failed(List<OutgoingRecord> records, @Nullable Producer<String, byte[]> used, Throwable cause) {
        if (!(cause instanceof RetriableException)) {
            synchronized (lock) {
                if (used != null && used == producer) {
                    producer = null;
                    Thread.ofVirtual().start(() -> used.close(budget));
                }
            }
        }
        return unavailable(records, cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }

    private static ProducerRecord<String, byte[]> kafkaRecord(OutgoingRecord outgoing) {
        ProducerRecord<String, byte[]> kafka = new ProducerRecord<>(outgoing.topic(), outgoing.key(), outgoing.value());
        if (outgoing.schema() != null) {
            kafka.headers().add(OutgoingRecord.SCHEMA_HEADER, outgoing.schema().getBytes(StandardCharsets.UTF_8));
        }
        return kafka;
    }

    private Producer<String, byte[]> producer() {
        synchronized (lock) {
            if (producer == null) {
                producer = new KafkaProducer<>(producerSettings(), new StringSerializer(), new ByteArraySerializer());
            }
            return producer;
        }
    }

    private Deadlines deadlines() {
        synchronized (lock) {
            if (deadlines == null) {
                deadlines = Deadlines.started();
            }
            return deadlines;
        }
    }

    private Admin admin() {
        synchronized (lock) {
            if (admin == null) {
                Map<String, Object> settings = kafka.clientSettings();
                settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PROBE.toMillis());
                settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PROBE.toMillis());
                admin = Admin.create(settings);
            }
            return admin;
        }
    }

    /** Sending may block for metadata or memory: that is part of the budget too, hence the quarter. */
    private Map<String, Object> producerSettings() {
        int millis = Math.toIntExact(budget.toMillis());
        Map<String, Object> settings = kafka.clientSettings();
        settings.putAll(Map.ofEntries(
                Map.entry(CLIENT_ID_CONFIG, "collector"),
                Map.entry(ACKS_CONFIG, "all"),
                Map.entry(ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(COMPRESSION_TYPE_CONFIG, "zstd"),
                Map.entry(DELIVERY_TIMEOUT_MS_CONFIG, millis),
                Map.entry(REQUEST_TIMEOUT_MS_CONFIG, millis / 2),
                Map.entry(MAX_BLOCK_MS_CONFIG, (long) millis / 4),
                Map.entry(LINGER_MS_CONFIG, 5L),
                Map.entry(BATCH_SIZE_CONFIG, 131_072),
                Map.entry(MAX_REQUEST_SIZE_CONFIG, 1_048_576)));
        return settings;
    }
}
