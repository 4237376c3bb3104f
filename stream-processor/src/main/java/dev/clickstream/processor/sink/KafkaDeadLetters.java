package dev.clickstream.processor.sink;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** The topic of dead letters, in the form that Kafka Streams gives its own (KIP-1034): bytes as they came, reasons as headers. */
public final class KafkaDeadLetters implements DeadLetters {
    private static final String HEADER = "__streams.errors.";
    /** In the place of an exception's name: the sink meets none. */
    private static final String FAULT = "UnwritableSnapshot";

    private final Producer<byte[], byte[]> producer;

    public KafkaDeadLetters(Producer<byte[], byte[]> producer) {
        this.producer = requireNonNull(producer, "producer");
    }

    @Override
    public CompletableFuture<Void> send(ConsumerRecord<byte[], byte[]> record, String reason) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.DEAD_LETTERS.name(), record.key(), record.value());
        record.headers().forEach(letter.headers()::add);
        add(letter.headers(), "exception", FAULT);
        add(letter.headers(), "message", reason);
        add(letter.headers(), "stacktrace", "");
        add(letter.headers(), "topic", record.topic());
        add(letter.headers(), "partition", Integer.toString(record.partition()));
        add(letter.headers(), "offset", Long.toString(record.offset()));
        CompletableFuture<Void> sent = new CompletableFuture<>();
        producer.send(letter, (metadata, failure) -> {
            if (failure == null) {
                sent.complete(null);
            } else {
                sent.completeExceptionally(failure);
            }
        });
        return sent;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(HEADER + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
