package dev.clickstream.cli.demo;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.Memory;
import dev.clickstream.cli.platform.PlatformException;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.send.CollectorClient;
import dev.clickstream.cli.send.MessageSource;
import dev.clickstream.cli.send.SendReport;
import dev.clickstream.cli.send.SendSettings;
import dev.clickstream.cli.send.Sender;
import dev.clickstream.cli.stage.StageCounts;
import dev.clickstream.cli.stage.Stages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends through a running platform, and follows what was sent to DynamoDB and to the gold tables. */
public final class Demo {
    private final Endpoints endpoints;
    private final Terminal terminal;
    private final InstantSource clock;
    private final Duration limit;

    public Demo(Endpoints endpoints, Terminal terminal, InstantSource clock, Duration limit) {
        this.endpoints = endpoints;
        this.terminal = terminal;
        this.clock = clock;
        this.limit = limit;
    }

    /** What a run showed. */
    public record Outcome(Reconciliation reconciliation, Optional<String> user) {}

    public Outcome run(MessageSource given, SendSettings settings, @Nullable Path ledger)
            throws IOException, InterruptedException {
        try (Stages stages = new Stages(endpoints);
                BusiestUser source = new BusiestUser(given)) {
            Arrival arrival = new Arrival(stages, terminal, clock, limit);
            arrival.ofEarlierEvents();
            StageCounts before = stages.counts();
            SendReport report = send(source, settings, ledger);
            terminal.out().print(report.inWords());
            terminal.notes().println("waiting until DynamoDB and the gold tables show it");
            Arrival.Arrived arrived = arrival.everywhere(before.landed(), report.accepted());
            Reconciliation reconciliation =
                    new Reconciliation(report, stages.counts().since(before));
            terminal.out().println();
            terminal.out().println(reconciliation);
            tell("last POST to DynamoDB", report.lastAnswer(), arrived.inDynamoDb());
            tell("last POST to gold", report.lastAnswer(), arrived.inGold());
            if (!arrived.everywhere()) {
                throw new PlatformException(
                        "not everything arrived within %d s; ./clickstream status shows how far it is"
                                .formatted(limit.toSeconds()));
            }
            return new Outcome(reconciliation, source.userId());
        }
    }

    private SendReport send(MessageSource source, SendSettings settings, @Nullable Path ledger)
            throws IOException, InterruptedException {
        URI collector = URI.create(endpoints.get("COLLECTOR_URL"));
        terminal.notes().println("sending " + source.description() + " to " + collector);
        try (CollectorClient client = new CollectorClient(collector, endpoints.get("WRITE_KEY"))) {
            return new Sender(client, settings, terminal.progress("sent", source.size()), clock).send(source, ledger);
        }
    }

    private void tell(String what, Instant from, @Nullable Instant to) {
        double seconds = to == null ? 0 : Math.max(0, Duration.between(from, to).toMillis()) / 1000.0;
        terminal.out()
                .printf("%-28s %s%n", what, to == null ? "not seen" : String.format(Locale.ROOT, "%.1f s", seconds));
    }

    /** Tells the peak of the memory in words. */
    public static String inWords(Memory memory) {
        return String.format(Locale.ROOT, "%.2f GiB", memory.peakBytes() / (double) (1L << 30));
    }
}
