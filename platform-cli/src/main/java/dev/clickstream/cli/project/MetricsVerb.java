package dev.clickstream.cli.project;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformFolder;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "metrics",
        description = {
            "Asks for metrics of the gold tables by name, each defined once: MetricFlow writes the SQL. Without arguments it lists "
                    + "them; docs/reference/metrics.md tells what each one is.",
            "Such as: metrics query --metrics net_sales_sgd,average_order_sgd --group-by metric_time__week",
            "With --explain the SQL, with --csv FILE a file. All else is MetricFlow's: metrics query --help",
        })
public final class MetricsVerb implements Callable<Integer> {
    private final Supplier<Endpoints> endpoints;

    @Parameters(
            paramLabel = "list|query",
            arity = "0..*",
            description = "What MetricFlow's own command line, mf, takes.")
    List<String> words = List.of();

    /** @param endpoints of the running platform */
    public MetricsVerb(Supplier<Endpoints> endpoints) {
        this.endpoints = requireNonNull(endpoints);
    }

    @Override
    public Integer call() throws InterruptedException {
        ProjectTool tool = new ProjectTool(PlatformFolder.find(), endpoints.get());
        // MetricFlow reads what dbt makes of the models, from there and nowhere else.
        int parsed = tool.run("dbt", List.of("parse", "--quiet", "--target-path", "target"));
        if (parsed != 0) {
            return parsed;
        }
        return tool.run("mf", words.isEmpty() || words.equals(List.of("list")) ? List.of("list", "metrics") : words);
    }
}
