package dev.clickstream.cli;

import dev.clickstream.cli.operate.OperatorProgram;
import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Accepted events of a time, sent on the main topics again by a program of the processor. */
final class ReplayTime {
    /** Where the events are read. */
    enum Origin {
        S3,
        KAFKA;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Terminal terminal;
    private final Endpoints endpoints;

    ReplayTime(Terminal terminal, Endpoints endpoints) {
        this.terminal = terminal;
        this.endpoints = endpoints;
    }

    /** @return the exit code */
    int run(
            Instant from,
            Instant to,
            Origin origin,
            @Nullable String source,
            @Nullable String event,
            boolean dryRun,
            String memory) {
        List<String> arguments = new ArrayList<>(
                List.of("--from", from.toString(), "--to", to.toString(), "--origin", origin.toString()));
        if (source != null) {
            arguments.addAll(List.of("--source", source));
        }
        if (event != null) {
            arguments.addAll(List.of("--event", event));
        }
        if (dryRun) {
            arguments.add("--dry-run");
        }
        JsonNode result = new OperatorProgram(
                        terminal, "replay", "stream-processor", "dev.clickstream.processor.replay.Main")
                .run(
                        PlatformFolder.find(),
                        endpoints,
                        Map.of(
                                "REPLAY_KAFKA_BOOTSTRAP", endpoints.get("KAFKA_BOOTSTRAP"),
                                "REPLAY_BUCKET", endpoints.get("S3_BUCKET")),
                        arguments,
                        memory);
        tell(result);
        return 0;
    }

    private void tell(JsonNode result) {
        String verb = result.path("sent").asBoolean() ? "sent" : "would send";
        JsonNode events = result.path("events");
        events.propertyNames()
                .forEach(topic -> terminal.out()
                        .println("%s %,d events on %s"
                                .formatted(verb, events.path(topic).asLong(), topic)));
        if (events.isEmpty()) {
            terminal.notes().println("clickstream: no event was received in that time");
        } else {
            terminal.out()
                    .println("%,d more had a messageId of these; mark: %s"
                            .formatted(
                                    result.path("repeated").asLong(),
                                    result.path("replay").asString()));
        }
        if (result.path("unreadable").asLong() > 0) {
            terminal.notes()
                    .println("clickstream: left out %,d: no event, or not kept whole"
                            .formatted(result.path("unreadable").asLong()));
        }
    }
}
