package dev.clickstream.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.cli.print.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();
    private final CommandLine commandLine =
            Main.commandLine(new Terminal(System.out, new PrintStream(notes, true, StandardCharsets.UTF_8), false));

    @ParameterizedTest
    @ValueSource(strings = {"cold-start", "cost", "latency", "loader", "processor", "merge", "state"})
    void everyBenchmarkTellsWhatItMeasuresAndEachOptionItsDefault(String verb) {
        CommandLine benchmark = commandLine.getSubcommands().get(verb);

        assertThat(benchmark.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(benchmark.getCommandSpec().options())
                .allMatch(option -> option.description().length > 0)
                .filteredOn(option -> option.defaultValue() != null && !verb.equals("merge"))
                .allMatch(option -> String.join("", option.description()).contains(option.defaultValue()));
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(commandLine.execute("cost", "--data", "no-such-file.csv")).isEqualTo(1);
        assertThat(notes.toString(StandardCharsets.UTF_8))
                .contains("--data: there is no readable file no-such-file.csv");
    }

    @Test
    void aMedianOfFewerThanFiveStartsIsRefused() {
        assertThat(commandLine.execute("cold-start", "--runs", "4")).isEqualTo(1);
        assertThat(notes.toString(StandardCharsets.UTF_8)).contains("--runs of 5 to 100");
    }

    @Test
    void impossibleWishesAreRefusedBeforeAnythingStarts() {
        assertThat(commandLine.execute("latency", "--markers", "11")).isEqualTo(1);
        assertThat(notes.toString(StandardCharsets.UTF_8)).contains("--markers of 1 to 10");
    }
}
