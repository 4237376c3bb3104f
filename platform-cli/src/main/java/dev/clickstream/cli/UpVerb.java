package dev.clickstream.cli;

import dev.clickstream.cli.platform.CollectorForm;
import dev.clickstream.cli.platform.DetachedUp;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.platform.PlatformForm;
import dev.clickstream.cli.platform.Supervisor;
import dev.clickstream.cli.print.Terminal;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Starts the platform: Kafka, DynamoDB, S3, Redis and the warehouse, then the collector, the stream processor, the "
                    + "loader and the dbt runner.",
            "Prints the endpoints, writes them to .clickstream/endpoints.properties, prints 'ready', and keeps everything "
                    + "running until Ctrl-C. Data stays in .clickstream/state between starts."
        })
final class UpVerb implements Callable<Integer> {
    private final Terminal terminal;
    private final InstantSource clock;

    @Option(names = "--detach", description = "Start in the background and return when it is ready.")
    boolean detach;

    @Option(
            names = "--lambda",
            description =
                    "Run the collector as it is deployed to Lambda: the zip, in Lambda's Java runtime, behind HTTP as API Gateway "
                            + "gives it.")
    boolean lambda;

    @Option(
            names = "--heartbeat",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "Between two heartbeats, events by which ./clickstream freshness measures the way to gold; 0 for none. Default: "
                            + "${DEFAULT-VALUE}")
    int heartbeat = 60;

    UpVerb(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        PlatformFolder folder = PlatformFolder.find();
        PlatformForm form = new PlatformForm(lambda ? CollectorForm.FUNCTION : CollectorForm.SERVER, heartbeat);
        if (detach) {
            long pid = DetachedUp.start(folder, Main.class.getName(), form);
            terminal.out()
                    .printf(
                            "the platform is up as process %d; endpoints are in %s; stop it with ./clickstream down%n",
                            pid, folder.shown(folder.endpoints()));
            terminal.out().println("ready");
            return 0;
        }
        try (Supervisor supervisor = Supervisor.start(folder, terminal, clock, form, 0)) {
            terminal.out().println("ready");
            return supervisor.watch() ? 0 : 1;
        }
    }
}
