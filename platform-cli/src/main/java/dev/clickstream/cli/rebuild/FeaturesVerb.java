package dev.clickstream.cli.rebuild;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.operate.TimeConverter;
import dev.clickstream.cli.print.Terminal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "features",
        description = {
            "Exports recent items to a Parquet file, to train with: profile_id, category, item_id, occurred_at, weight, rank, "
                    + "as_of. Without --as-of or --table: the live table as it is now."
        })
public final class FeaturesVerb implements Callable<Integer> {
    /** Of which time, or of which table: one of them. */
    static final class Which {
        @Option(
                names = "--as-of",
                paramLabel = "TIME",
                converter = TimeConverter.class,
                description =
                        "The items as they were at that time, read from the log: what a reader would have been served.")
        @Nullable
        Instant asOf;

        @Option(names = "--table", paramLabel = "NAME", description = "What is in that table.")
        @Nullable
        String table;
    }

    private final Terminal terminal;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder that takes the file.")
    @Nullable
    Path out;

    @ArgGroup(exclusive = true)
    @Nullable
    Which which;

    @Option(
            names = "--from",
            paramLabel = "s3|kafka",
            defaultValue = "s3",
            description = "Where --as-of reads what happened. Default: ${DEFAULT-VALUE}")
    RebuildVerb.From from = RebuildVerb.From.S3;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "768m",
            description = "Heap of the export. Default: ${DEFAULT-VALUE}")
    String memory = "768m";

    @Option(names = "--json", description = "One line of JSON.")
    boolean json;

    public FeaturesVerb(Terminal terminal) {
        this.terminal = requireNonNull(terminal, "terminal");
    }

    @Override
    public Integer call() {
        Path folder = requireNonNull(out).toAbsolutePath();
        List<String> arguments =
                new ArrayList<>(List.of("features", "--out", folder.toString(), "--from", from.toString()));
        if (which != null && which.asOf != null) {
            arguments.addAll(List.of("--as-of", which.asOf.toString()));
        }
        if (which != null && which.table != null) {
            arguments.addAll(List.of("--table", which.table));
        }
        JsonNode result = new RebuildProgram(terminal).run(arguments, memory);
        terminal.out()
                .println(
                        json
                                ? result.toString()
                                : "%,d rows as of %s in %s"
                                        .formatted(
                                                result.path("rows").asLong(),
                                                result.path("as_of").asString(),
                                                result.path("file").asString()));
        return 0;
    }
}
