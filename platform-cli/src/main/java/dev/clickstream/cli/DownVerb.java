package dev.clickstream.cli;

import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.platform.RunningPlatform;
import dev.clickstream.cli.print.Terminal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "down",
        description = {
            "Stops the running platform and waits until all of it has ended.",
            "Data stays for the next start."
        })
final class DownVerb implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Terminal terminal;

    DownVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<RunningPlatform> running = RunningPlatform.find(PlatformFolder.find());
        if (running.isEmpty()) {
            terminal.out().println("the platform is not up");
            return 0;
        }
        long pid = running.get().process().pid();
        if (!running.get().stop(LIMIT)) {
            terminal.notes().printf("clickstream: process %d has not ended after %d s%n", pid, LIMIT.toSeconds());
            return 1;
        }
        terminal.out().printf("the platform (process %d) has stopped%n", pid);
        return 0;
    }
}
