package dev.clickstream.cli;

import dev.clickstream.cli.file.FileSource;
import dev.clickstream.cli.send.MessageSource;
import dev.clickstream.cli.send.SendSettings;
import dev.clickstream.cli.simulate.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to send and how; shared by {@code send} and {@code demo}. */
final class SendOptions {
    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "A recorded file (.csv or .csv.gz) instead of simulated travellers.")
    @Nullable
    Path data;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description =
                    "How the file's columns become events, as YAML or JSON. Without it, a mapping that comes with "
                            + "the platform is chosen by the file's header.")
    @Nullable
    Path mapping;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "How many events: of the simulator 20000 if not given, of a file all.")
    @Nullable
    Long events;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description =
                    "The simulator's seed: the same seed gives the same travellers. Without it, another at each run.")
    @Nullable
    Long seed;

    @Option(
            names = "--no-shift",
            description = "Leave a file's times as they are. Else all are moved by as much, so that the newest is now.")
    boolean noShift;

    @Option(
            names = "--bad-share",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "The share of simulated events that are broken on purpose, such as 0.01.")
    double badShare;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "250",
            description = "Events per request. Default: ${DEFAULT-VALUE}")
    int batch;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "4",
            description = "Requests at the same time. Default: ${DEFAULT-VALUE}")
    int connections;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            defaultValue = "0",
            converter = RateConverter.class,
            description = "Events per second at most; without it as fast as the collector answers.")
    double rate;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description = "How long a request is tried again before it counts as unanswered. Default: ${DEFAULT-VALUE}")
    Duration patience = Duration.ofSeconds(60);

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "Write each message as it was sent, with its verdict, as a line of JSON.")
    @Nullable
    Path ledger;

    SendSettings settings() {
        return new SendSettings(batch, connections, rate, patience);
    }

    MessageSource open(Instant now) {
        if (events != null && events < 0) {
            throw new IllegalArgumentException("--events must not be negative, was " + events);
        }
        if (data == null) {
            long chosenSeed = seed == null ? now.getEpochSecond() : seed;
            return new Simulator(chosenSeed, events == null ? 20_000 : events, now, badShare);
        }
        if (!Files.isReadable(data)) {
            throw new IllegalArgumentException("--data: there is no readable file " + data);
        }
        return FileSource.open(data, mapping, events == null ? Long.MAX_VALUE : events, noShift ? null : now);
    }
}
