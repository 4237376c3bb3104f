package dev.clickstream.cli;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.erase.CompactedTopic;
import dev.clickstream.cli.operate.TimeConverter;
import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.rejected.RejectedTopic;
import dev.clickstream.cli.rejected.Replay;
import dev.clickstream.cli.send.CollectorClient;
import dev.clickstream.cli.send.Message;
import dev.clickstream.cli.send.SendReport;
import dev.clickstream.cli.send.SendSettings;
import dev.clickstream.cli.send.Sender;
import dev.clickstream.cli.source.SourcesFile;
import dev.clickstream.cli.topic.TopicSearch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = {
            "With --rejected: sends rejected messages again, once the tracking plan or a source has been mended: through the collector, "
                    + "which judges them anew. What is rejected again is a rejection more.",
            "With --from and --to: sends what was accepted in that time on the main topics again, read from S3 or from Kafka, each "
                    + "messageId once, marked by the header 'replayed'.",
            "Each message keeps its messageId and the time at which it happened, so doing it twice changes nothing.",
            "Exit code 1 if a message was rejected again, or left unanswered."
        })
final class ReplayVerb implements Callable<Integer> {
    private static final SendSettings SETTINGS = new SendSettings(100, 2, 0, Duration.ofSeconds(60));

    private final Terminal terminal;

    @Spec
    @Nullable
    CommandSpec spec;

    private final InstantSource clock;
    private final Supplier<Endpoints> endpoints;

    @Option(names = "--rejected", description = "What the collector refused; --code, --within, --pii-keys go with it.")
    boolean rejected;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "What was received from then on: 2026-11-23T12:00:00Z, or a day for its beginning.")
    @Nullable
    Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "What was received before then.")
    @Nullable
    Instant to;

    @Option(
            names = "--origin",
            paramLabel = "s3|kafka",
            defaultValue = "s3",
            description =
                    "Where events of a time are read: the loader's files, or what Kafka still has. Default: ${DEFAULT-VALUE}")
    ReplayTime.Origin origin = ReplayTime.Origin.S3;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "768m",
            description = "Heap for the messageIds of that time; some 5 million fit in 768m. Default: ${DEFAULT-VALUE}")
    String memory = "768m";

    @Mixin
    RejectedVerb.Which which = new RejectedVerb.Which();

    @Mixin
    RejectedVerb.Keys keys = new RejectedVerb.Keys();

    @Option(names = "--dry-run", description = "Count what would be sent, and send nothing.")
    boolean dryRun;

    /** @param endpoints of the running platform */
    ReplayVerb(Terminal terminal, InstantSource clock, Supplier<Endpoints> endpoints) {
        this.terminal = terminal;
        this.clock = clock;
        this.endpoints = endpoints;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (from != null && to != null && !rejected) {
            return new ReplayTime(terminal, endpoints.get())
                    .run(from, to, origin, which.source, which.event, dryRun, memory);
        }
        if (rejected && from == null && to == null) {
            return replayRejected();
        }
        throw new ParameterException(requireNonNull(spec).commandLine(), "say either --rejected, or --from and --to");
    }

    private int replayRejected() throws IOException, InterruptedException {
        Endpoints running = endpoints.get();
        Replay replay = new Replay(
                new SourcesFile(PlatformFolder.find().sources()).read().sources(),
                keys.read(),
                clock.instant(),
                CompactedTopic.erasures(running.get("KAFKA_BOOTSTRAP")));
        try (TopicSearch topics = new TopicSearch(running.get("KAFKA_BOOTSTRAP"))) {
            new RejectedTopic(topics).read(which.since(clock.instant()), replay::add);
        }
        replay.leftOut()
                .forEach((why, count) ->
                        terminal.notes().println("clickstream: left out %,d: %s".formatted(count, why)));
        boolean complete = true;
        for (Map.Entry<String, List<Message>> source : replay.messages().entrySet()) {
            if (dryRun) {
                terminal.out()
                        .println("would send %,d messages of source %s"
                                .formatted(source.getValue().size(), source.getKey()));
            } else {
                SendReport report = sent(running, source.getKey(), source.getValue(), replay.keyOf(source.getKey()));
                complete &= report.complete() && report.rejected() == 0;
            }
        }
        if (replay.messages().isEmpty()) {
            terminal.notes().println("clickstream: there is nothing to send again");
        }
        return complete ? 0 : 1;
    }

    private SendReport sent(Endpoints running, String source, List<Message> messages, String key)
            throws IOException, InterruptedException {
        try (CollectorClient client = new CollectorClient(URI.create(running.get("COLLECTOR_URL")), key)) {
            SendReport report = new Sender(client, SETTINGS, terminal.progress("sent", messages.size()), clock)
                    .send(Replay.asSource(source, messages), null);
            terminal.out().print(source + ": " + report.inWords());
            return report;
        }
    }
}
