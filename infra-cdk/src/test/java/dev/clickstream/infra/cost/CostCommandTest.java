package dev.clickstream.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CostCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsEveryLineAndTheTotal() {
        assertThat(run("--rate", "1000")).isZero();
        assertThat(out.toString())
                .contains("Lambda compute")
                .contains("350")
                .contains("partitions of a main topic")
                .contains("per million events");
    }

    @Test
    void printsJsonWhoseTotalIsTheSumOfItsLines() {
        assertThat(run("--profile", "small", "--json")).isZero();

        JsonNode json = JsonMapper.shared().readTree(out.toString());
        double sum = 0;
        for (JsonNode line : json.get("lines")) {
            sum += line.get("monthlyUsd").asDouble();
        }
        assertThat(json.get("monthlyUsd").asDouble()).isCloseTo(sum, within(1e-6));
        assertThat(json.get("region").asString()).isEqualTo("us-east-1");
    }

    @Test
    void refusesAProfileThatIsNotThereAndNamesThoseThatAre() {
        assertThat(run("--profile", "huge")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no profile 'huge'; there are dev, small, production");
    }

    @Test
    void refusesARateThatIsNone() {
        assertThat(run("--rate", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("events per second must be above 0");
    }

    @Test
    void refusesALoadFactorAboveOne() {
        assertThat(run("--rate", "10", "--load-factor", "1.5")).isEqualTo(2);
        assertThat(err.toString()).contains("the load factor must be above 0 and at most 1, was 1.5");
    }

    @Test
    void refusesBothAndNeitherOfProfileAndRate() {
        assertThat(run("--profile", "dev", "--rate", "10")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void helpsWhenAsked() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--profile").contains("--rate").contains("--json");
    }

    private int run(String... arguments) {
        return new CommandLine(new CostCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
