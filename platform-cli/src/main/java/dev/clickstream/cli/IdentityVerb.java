package dev.clickstream.cli;

import dev.clickstream.cli.identity.LinksTopic;
import dev.clickstream.cli.identity.Merge;
import dev.clickstream.cli.identity.MergeLog;
import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import dev.clickstream.cli.warehouse.Warehouse;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "identity",
        synopsisSubcommandLabel = "(show | unlink)",
        description = {
            "Shows which device belongs to whom and since when, and undoes a link.",
            "What a device did without naming a person is shown with the person it belongs to."
        })
final class IdentityVerb {
    private static final String DEVICE = "device:";

    private final Terminal terminal;
    private final InstantSource clock;

    IdentityVerb(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Command(
            name = "show",
            description = "Shows the devices of a person, or the history of a device, as far as it has landed.")
    int show(
            @Parameters(paramLabel = "WHO", description = "A user id, or device:ANONYMOUS-ID.") String who,
            @Option(names = "--json", description = "One line of JSON for each device.") boolean json) {
        try (Warehouse warehouse = Warehouse.open(Endpoints.ofRunning(PlatformFolder.find()))) {
            MergeLog log = new MergeLog(warehouse);
            List<String> devices = who.startsWith(DEVICE)
                    ? List.of(who.substring(DEVICE.length()))
                    : log.devicesOf(who.startsWith("user:") ? who.substring("user:".length()) : who);
            List<List<Merge>> merges = new ArrayList<>();
            devices.forEach(device -> merges.add(log.ofDevice(device)));
            merges.removeIf(List::isEmpty);
            if (merges.isEmpty() && !json) {
                terminal.notes().println("clickstream: no link of " + who + " has landed");
                return 1;
            }
            terminal.out().print(json ? asJson(merges) : asTable(merges));
            return 0;
        }
    }

    @Command(
            name = "unlink",
            description = {
                "Takes a device from the person it belongs to: what it did without naming a person is its own again.",
                "Seen with a person anew, it is linked anew; to keep it apart, block its id by a rule."
            })
    int unlink(
            @Parameters(paramLabel = "DEVICE", description = "The device's anonymous id.") String device,
            @Option(names = "--reason", required = true, description = "Why; kept in the log of merges.") String reason,
            @Option(names = "--author", description = "Who; the name of this machine's user if not given.") @Nullable
                    String author) {
        Endpoints endpoints = Endpoints.ofRunning(PlatformFolder.find());
        String id = device.startsWith(DEVICE) ? device.substring(DEVICE.length()) : device;
        if (id.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("name the device and the reason");
        }
        Optional<String> owner;
        try (Warehouse warehouse = Warehouse.open(endpoints)) {
            owner = MergeLog.owner(new MergeLog(warehouse).ofDevice(id));
        }
        try (LinksTopic links = new LinksTopic(endpoints.get("KAFKA_BOOTSTRAP"))) {
            links.write(new Merge(
                    id,
                    null,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    "unlink-" + UUID.randomUUID(),
                    "operator",
                    Objects.requireNonNullElse(author, System.getProperty("user.name")),
                    reason));
        }
        terminal.out()
                .println(owner.map(user -> "device %s is taken from %s".formatted(id, user))
                        .orElse("device %s was nobody's as far as has landed; it is now in any case".formatted(id)));
        return 0;
    }

    private static String asTable(List<List<Merge>> devices) {
        TextTable table = new TextTable("device", "went to", "when", "by", "author", "reason", "now");
        for (List<Merge> merges : devices) {
            String owner = MergeLog.owner(merges).orElse("(nobody)");
            merges.forEach(merge -> table.add(
                    merge.device(),
                    Objects.requireNonNullElse(merge.userId(), "(nobody)"),
                    merge.linkedAt().toString(),
                    merge.origin(),
                    Objects.requireNonNullElse(merge.author(), ""),
                    Objects.requireNonNullElse(merge.reason(), ""),
                    merge.equals(merges.getLast()) ? owner : ""));
        }
        return table.toString();
    }

    private static String asJson(List<List<Merge>> devices) {
        StringBuilder lines = new StringBuilder();
        for (List<Merge> merges : devices) {
            ObjectNode line = JsonMapper.shared()
                    .createObjectNode()
                    .put("device", merges.getFirst().device())
                    .put("owner", MergeLog.owner(merges).orElse(null));
            ArrayNode list = line.putArray("merges");
            for (Merge merge : merges) {
                list.addObject()
                        .put("userId", merge.userId())
                        .put("linkedAt", merge.linkedAt().toString())
                        .put("messageId", merge.messageId())
                        .put("origin", merge.origin())
                        .put("author", merge.author())
                        .put("reason", merge.reason());
            }
            lines.append(line).append('\n');
        }
        return lines.toString();
    }
}
