package dev.clickstream.cli;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformException;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import dev.clickstream.cli.rejected.Criteria;
import dev.clickstream.cli.rejected.RejectedTopic;
import dev.clickstream.cli.rejected.Rejection;
import dev.clickstream.cli.topic.TopicSearch;
import dev.clickstream.pii.PiiKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "rejected",
        synopsisSubcommandLabel = "(list | show | stats)",
        description = {
            "Shows what the collector refused, from the topic itself. './clickstream replay --rejected' sends it again.",
        })
final class RejectedVerb implements Runnable {
    private final Terminal terminal;
    private final InstantSource clock;
    private final Supplier<Endpoints> endpoints;

    @Spec
    @Nullable
    CommandSpec spec;

    /** @param endpoints of the running platform */
    RejectedVerb(Terminal terminal, InstantSource clock, Supplier<Endpoints> endpoints) {
        this.terminal = terminal;
        this.clock = clock;
        this.endpoints = endpoints;
    }

    /** Which rejections are meant. */
    static final class Which {
        @Option(
                names = {"--reason", "--code"},
                paramLabel = "CODE",
                description = "With this code only, such as schema_violation.")
        @Nullable
        String code;

        @Option(names = "--source", paramLabel = "NAME", description = "Of this source only.")
        @Nullable
        String source;

        @Option(names = "--event", paramLabel = "NAME", description = "Of this event only.")
        @Nullable
        String event;

        @Option(
                names = "--within",
                paramLabel = "TIME",
                defaultValue = "1d",
                converter = DurationConverter.class,
                description = "Received within this time. Default: ${DEFAULT-VALUE}")
        Duration within = Duration.ofDays(1);

        Criteria since(Instant now) {
            return new Criteria(code, source, event, now.minus(within));
        }
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "rejected needs a command, such as list");
        }
    }

    @Command(name = "list", description = "Lists rejections, the newest last.")
    int list(
            @Mixin Which which,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "The newest only. Default: ${DEFAULT-VALUE}")
                    int limit,
            @Option(names = "--json", description = "One JSON object a line, as it stands on the topic.")
                    boolean json) {
        Deque<Rejection> newest = new ArrayDeque<>();
        read(which, rejection -> {
            newest.add(rejection);
            if (newest.size() > limit) {
                newest.removeFirst();
            }
        });
        List<Rejection> inOrder = new ArrayList<>(newest);
        inOrder.sort((a, b) -> a.receivedAt().compareTo(b.receivedAt()));
        if (json) {
            inOrder.forEach(rejection ->
                    terminal.out().println(rejection.record().deepCopy().put("id", rejection.id())));
            return 0;
        }
        TextTable table = new TextTable(
                "id", "received", "source", "code", "event", "message id", "where", "what would be right");
        inOrder.forEach(rejection -> table.add(
                rejection.id(),
                rejection.receivedAt().toString(),
                rejection.source(),
                rejection.code(),
                Objects.requireNonNullElse(rejection.event(), ""),
                Objects.requireNonNullElse(rejection.messageId(), ""),
                rejection.pointer(),
                rejection.hint()));
        terminal.out().print(table);
        return 0;
    }

    @Command(name = "show", description = "Prints one rejection with the message as it was posted.")
    int show(
            @Parameters(paramLabel = "ID", description = "As list shows it: partition and offset.") String id,
            @Mixin Keys keys) {
        String[] place = id.split("-");
        if (!id.matches("[0-9]{1,6}-[0-9]{1,18}")) {
            throw new IllegalArgumentException("an id is partition and offset, such as 3-1042, was '%s'".formatted(id));
        }
        try (TopicSearch topics = new TopicSearch(endpoints.get().get("KAFKA_BOOTSTRAP"))) {
            Rejection rejection = new RejectedTopic(topics)
                    .at(Integer.parseInt(place[0]), Long.parseLong(place[1]))
                    .orElseThrow(() -> new PlatformException("there is no rejection %s, or no longer".formatted(id)));
            terminal.out()
                    .println(JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(
                                    rejection.record().deepCopy().remove(List.of("payload", "payloadEncrypted"))));
            terminal.out()
                    .println(rejection
                            .payload(keys.read())
                            .orElse("(only the beginning was kept, or it is encrypted and there are no keys: --keys)"));
            return 0;
        }
    }

    @Command(name = "stats", description = "Counts rejections by source, code and event.")
    int stats(@Mixin Which which, @Option(names = "--json", description = "One JSON object a line.") boolean json) {
        Map<List<String>, Long> counts =
                new TreeMap<>((a, b) -> String.join("\0", a).compareTo(String.join("\0", b)));
        read(
                which,
                rejection -> counts.merge(
                        List.of(
                                rejection.source(),
                                rejection.code(),
                                Objects.requireNonNullElse(rejection.event(), ""),
                                rejection.pointer()),
                        1L,
                        Long::sum));
        TextTable table = new TextTable("source", "code", "event", "where", "count");
        counts.entrySet().stream()
                .sorted(Map.Entry.<List<String>, Long>comparingByValue().reversed())
                .forEach(count -> {
                    List<String> what = count.getKey();
                    if (json) {
                        terminal.out()
                                .println(JsonMapper.shared()
                                        .createObjectNode()
                                        .put("source", what.get(0))
                                        .put("code", what.get(1))
                                        .put("event", what.get(2))
                                        .put("pointer", what.get(3))
                                        .put("count", count.getValue()));
                    } else {
                        table.add(what.get(0), what.get(1), what.get(2), what.get(3), count.getValue());
                    }
                });
        if (!json) {
            terminal.out().print(table);
        }
        return 0;
    }

    private void read(Which which, java.util.function.Consumer<Rejection> reader) {
        try (TopicSearch topics = new TopicSearch(endpoints.get().get("KAFKA_BOOTSTRAP"))) {
            new RejectedTopic(topics).read(which.since(clock.instant()), reader);
        }
    }

    /** With what to open messages that could not be read at the door. */
    static final class Keys {
        @Option(
                names = "--keys",
                paramLabel = "FILE",
                description = "The keys for personal data. Default: this checkout's platform's")
        @Nullable
        Path file;

        /** Null if there are none. */
        @Nullable
        PiiKeys read() {
            Path from = file != null ? file : PlatformFolder.find().piiKeys();
            if (file == null && !Files.exists(from)) {
                return null;
            }
            try {
                return PiiKeys.parse(Files.readString(from));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + from, e);
            }
        }
    }
}
