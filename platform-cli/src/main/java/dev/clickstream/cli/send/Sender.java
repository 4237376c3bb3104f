package dev.clickstream.cli.send;

import dev.clickstream.cli.print.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends a source over several connections. One device's messages always take the same connection, so that they arrive
 * in the order of the source; memory is bounded by the batches under way.
 */
public final class Sender {
    private static final List<Message> END = List.of();

    private final CollectorClient collector;
    private final SendSettings settings;
    private final Progress progress;
    private final InstantSource clock;

    public Sender(CollectorClient collector, SendSettings settings, Progress progress, InstantSource clock) {
        this.collector = collector;
        this.settings = settings;
        this.progress = progress;
        this.clock = clock;
    }

    public SendReport send(MessageSource source, @Nullable Path ledgerFile) throws IOException, InterruptedException {
        Tally tally = new Tally(clock);
        try (Ledger ledger = ledgerFile == null ? null : new Ledger(ledgerFile)) {
            Delivery delivery = new Delivery(collector, settings.patience(), tally);
            List<Connection> connections = new ArrayList<>();
            for (int index = 0; index < settings.connections(); index++) {
                connections.add(new Connection(delivery, tally, ledger));
            }
            connections.forEach(Connection::start);
            try {
                distribute(source, connections, delivery);
            } finally {
                for (Connection connection : connections) {
                    connection.finish();
                }
            }
            connections.forEach(Connection::rethrow);
        }
        progress.finish();
        return tally.report();
    }

    private void distribute(MessageSource source, List<Connection> connections, Delivery delivery)
            throws InterruptedException {
        long started = System.nanoTime();
        long taken = 0;
        for (Message message = source.next(); message != null && delivery.refusal() == null; message = source.next()) {
            if (settings.eventsPerSecond() > 0) {
                long due = started + (long) (taken / settings.eventsPerSecond() * 1e9);
                Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            }
            taken++;
            connections
                    .get(Math.floorMod(message.key().hashCode(), connections.size()))
                    .add(message);
        }
    }

    /** One connection: a batch being filled, a short queue, and a thread that delivers. */
    private final class Connection {
        private final Delivery delivery;
        private final Tally tally;
        private final @Nullable Ledger ledger;
        private final BlockingQueue<List<Message>> batches = new ArrayBlockingQueue<>(2);
        private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        private final Thread thread;
        private List<Message> filling = new ArrayList<>();

        Connection(Delivery delivery, Tally tally, @Nullable Ledger ledger) {
            this.delivery = delivery;
            this.tally = tally;
            this.ledger = ledger;
            this.thread = Thread.ofVirtual().unstarted(this::run);
        }

        void start() {
            thread.start();
        }

        void add(Message message) throws InterruptedException {
            filling.add(message);
            if (filling.size() >= settings.effectiveBatchSize()) {
                flush();
            }
        }

        void finish() throws InterruptedException {
            if (!filling.isEmpty()) {
                flush();
            }
            batches.put(END);
            thread.join();
        }

        void rethrow() {
            RuntimeException thrown = failure.get();
            if (thrown != null) {
                throw thrown;
            }
        }

        private void flush() throws InterruptedException {
            batches.put(filling);
            filling = new ArrayList<>();
        }

        private void run() {
            try {
                for (List<Message> batch = batches.take(); !batch.isEmpty(); batch = batches.take()) {
                    try {
                        deliver(batch);
                    } catch (RuntimeException thrown) {
                        failure.compareAndSet(null, thrown);
                    }
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private void deliver(List<Message> batch) throws InterruptedException {
            List<Verdict> verdicts = delivery.deliver(batch);
            if (ledger != null) {
                for (int index = 0; index < batch.size(); index++) {
                    ledger.record(batch.get(index), verdicts.get(index));
                }
            }
            progress.show(tally.count(verdicts));
        }
    }
}
