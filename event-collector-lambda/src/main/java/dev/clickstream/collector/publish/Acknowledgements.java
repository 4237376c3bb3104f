package dev.clickstream.collector.publish;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What the broker says of a request's records: whoever waits is woken once, not for each record. */
final class Acknowledgements implements Callback {
    private final long deadline;
    private final AtomicInteger missing;
    private final CompletableFuture<@Nullable Void> all = new CompletableFuture<>();

    /**
     * @param records how many are going to be sent
     * @param deadline of {@link System#nanoTime()}
     */
    Acknowledgements(int records, long deadline) {
        this.deadline = deadline;
        this.missing = new AtomicInteger(records);
        if (records == 0) {
            all.complete(null);
        }
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            all.completeExceptionally(failure);
        } else if (missing.decrementAndGet() == 0) {
            all.complete(null);
        }
    }

    /** Whether a record can no longer be stored: waiting for the others is of no use. */
    boolean haveFailed() {
        return all.isCompletedExceptionally();
    }

    /** Whether nobody waits any more; ends the wait when the deadline is over. */
    boolean areDone(long now) {
        if (now - deadline >= 0) {
            all.completeExceptionally(new TimeoutException("the deadline is over"));
        }
        return all.isDone();
    }

    /** @throws ExecutionException with what became of the first record that is not stored, {@link TimeoutException} included */
    void await() throws InterruptedException, ExecutionException {
        all.get();
    }
}
