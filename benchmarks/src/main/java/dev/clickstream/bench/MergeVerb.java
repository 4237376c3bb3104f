package dev.clickstream.bench;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "merge",
        description =
                "The pure functions on each event's way, by JMH: the merge of a category's points, reading and writing "
                        + "the envelope.")
final class MergeVerb implements Callable<Integer> {
    @Option(
            names = "--only",
            paramLabel = "REGEX",
            defaultValue = "dev.clickstream.bench.micro.*",
            description = "Which of them. Default: all")
    String only = "";

    @Override
    public Integer call() throws Exception {
        new Runner(new OptionsBuilder().include(only).build()).run();
        return 0;
    }
}
