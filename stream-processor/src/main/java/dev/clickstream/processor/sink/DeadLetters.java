package dev.clickstream.processor.sink;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes records that can never be written, with their reason. */
@FunctionalInterface
public interface DeadLetters {
    /** Completes when the record is safe there. */
    CompletableFuture<Void> send(ConsumerRecord<byte[], byte[]> record, String reason);
}
