package dev.clickstream.infra.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckCommandTest {
    private static final String BAD = """
            {"Resources": {"Workgroup": {"Type": "AWS::RedshiftServerless::Workgroup", "Properties": {}}}}""";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private CommandLine command;

    @BeforeEach
    void command() {
        command = new CommandLine(new CheckCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }

    @Test
    void endsWithOneAndSaysWhatWasFoundWhereAndWhatWasWanted() throws IOException {
        write("bad", BAD);

        assertThat(command.execute(folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("redshift-private", "bad/Workgroup", "PubliclyAccessible is missing", "1 stacks");
    }

    @Test
    void endsWithZeroWhenNothingIsFound() throws IOException {
        write("good", "{\"Resources\": {\"Topic\": {\"Type\": \"AWS::Glue::Database\"}}}");

        assertThat(command.execute(folder.toString())).isZero();
        assertThat(out.toString()).contains(" 0 findings");
    }

    @Test
    void printsJson() throws IOException {
        write("bad", BAD);

        command.execute("--json", folder.toString());

        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.path("stacks").asInt()).isEqualTo(1);
        assertThat(json.path("findings").get(0).propertyNames())
                .containsExactlyInAnyOrder("check", "stack", "resource", "found", "wanted");
    }

    @Test
    void demandsMoreOfAProfileThatKeepsItsData() throws IOException {
        write("key", """
                {"Resources": {"Namespace": {"Type": "AWS::RedshiftServerless::Namespace", "Properties": {}}}}""");

        command.execute("--profile", "dev", folder.toString());
        assertThat(out.toString()).doesNotContain("kept-on-deletion");
        command.execute("--profile", "production", folder.toString());
        assertThat(out.toString()).contains("kept-on-deletion");
    }

    @Test
    void listsTheChecks() {
        assertThat(command.execute("--list")).isZero();
        assertThat(out.toString().lines()).hasSize(Checks.all().size());
    }

    @Test
    void explainsItself() {
        assertThat(command.execute("--help")).isZero();
        assertThat(out.toString()).contains("Usage: check", "--json", "--profile", "cdk.out");
    }

    @Test
    void refusesAFolderThatHoldsNoTemplate() {
        assertThat(command.execute(folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("holds no *.template.json; has it been synthesised?");
        assertThat(command.execute(folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is no folder; synthesise first");
    }

    @Test
    void refusesAProfileThatDoesNotExist() {
        assertThat(command.execute("--profile", "huge", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no profile 'huge'");
    }

    private void write(String stack, String template) throws IOException {
        Files.writeString(folder.resolve(stack + ".template.json"), template);
    }
}
