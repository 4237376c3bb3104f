package dev.clickstream.cli.erase;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "erase",
        description = {
            "Erases a person: puts the hash of their id, and of each device that is theirs alone, on the erasure list, which every "
                    + "load, reload, replay and rebuild asks; then follows hot store, topics, lake and warehouse until nothing is left.",
            "What they do from now on is a new person's. Doing it again, also after it was cut off, does the rest. The receipt "
                    + "names counts and instants, not the person. It cannot be undone.",
            "Exit code 0: a second look found nothing; 1: something is left, the receipt says where. More in docs/how-to/erase-a-person.md."
        })
public final class EraseVerb implements Callable<Integer> {
    private final Terminal terminal;
    private final InstantSource clock;

    @Parameters(paramLabel = "USER", description = "The user id, as events name it.")
    @Nullable
    String user;

    @Option(names = "--dry-run", description = "Count what there is of the person, and change nothing.")
    boolean dryRun;

    @Option(names = "--json", description = "The receipt as one line of JSON.")
    boolean json;

    public EraseVerb(Terminal terminal, InstantSource clock) {
        this.terminal = requireNonNull(terminal, "terminal");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public Integer call() throws InterruptedException {
        String id = requireNonNull(user);
        if (id.isBlank() || id.startsWith("user:") || id.startsWith("device:")) {
            throw new IllegalArgumentException("name a person by the user id that events have, without 'user:'");
        }
        PlatformFolder folder = PlatformFolder.find();
        try (PersonErasure erasure = new PersonErasure(Endpoints.ofRunning(folder), terminal, clock, id)) {
            if (dryRun) {
                terminal.out().print(inWords(erasure.count(), false));
                return 0;
            }
            Receipt receipt = erasure.carryOut();
            Path kept = receipt.keep(folder);
            if (json) {
                terminal.out().println(receipt.json());
            } else {
                terminal.out().print(inWords(receipt, true));
                terminal.out().println(verdict(receipt) + "; receipt: " + folder.shown(kept));
            }
            return receipt.isFinal() ? 0 : 1;
        }
    }

    private static String verdict(Receipt receipt) {
        if (!receipt.isFinal()) {
            return "not final: something is left; do it again";
        }
        return receipt.foundNothing()
                ? "final: there was nothing of this person; what comes late of before %s is left out"
                        .formatted(receipt.erasedBefore())
                : "final: nothing is left of before " + receipt.erasedBefore();
    }

    private String inWords(Receipt receipt, boolean erased) {
        if (json) {
            return receipt.json() + System.lineSeparator();
        }
        TextTable table = erased ? new TextTable("place", "found", "left") : new TextTable("place", "found");
        receipt.found().forEach((place, count) -> {
            if (erased) {
                table.add(
                        place,
                        "%,d".formatted(count),
                        "%,d".formatted(receipt.left().getOrDefault(place, 0L)));
            } else {
                table.add(place, "%,d".formatted(count));
            }
        });
        return "%s%d devices are theirs alone, %d are shared with others and stay%n"
                .formatted(table, receipt.entries() - 1, receipt.sharedDevices());
    }
}
