package dev.clickstream.cli;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.send.CollectorClient;
import dev.clickstream.cli.send.MessageSource;
import dev.clickstream.cli.send.SendReport;
import dev.clickstream.cli.send.Sender;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "send",
        description = {
            "Sends simulated or recorded events to the collector over HTTP.",
            "Repeats what was not answered, with the same message ids; prints sent = accepted + rejected with the reasons.",
            "Exit code 1 if an event was left unanswered."
        })
final class SendVerb implements Callable<Integer> {
    private final Terminal terminal;
    private final InstantSource clock;

    @Mixin
    SendOptions options = new SendOptions();

    @Option(names = "--url", paramLabel = "URL", description = "A collector other than that of the running platform.")
    @Nullable
    URI url;

    @Option(names = "--write-key", paramLabel = "KEY", description = "The write key for --url.")
    @Nullable
    String writeKey;

    SendVerb(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        URI collector = url;
        String key = writeKey;
        if (collector == null || key == null) {
            Endpoints endpoints = Endpoints.ofRunning(PlatformFolder.find());
            collector = collector == null ? URI.create(endpoints.get("COLLECTOR_URL")) : collector;
            key = key == null ? endpoints.get("WRITE_KEY") : key;
        }
        SendReport report = send(terminal, options, collector, key, clock);
        return report.complete() ? 0 : 1;
    }

    static SendReport send(Terminal terminal, SendOptions options, URI collector, String key, InstantSource clock)
            throws Exception {
        try (CollectorClient client = new CollectorClient(collector, key);
                MessageSource source = options.open(clock.instant())) {
            terminal.notes().println("sending " + source.description() + " to " + collector);
            Sender sender = new Sender(client, options.settings(), terminal.progress("sent", source.size()), clock);
            SendReport report = sender.send(source, options.ledger);
            terminal.out().print(report.inWords());
            return report;
        }
    }
}
