package dev.clickstream.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.infra.construct.watch.AlarmName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is woken up by an alarm finds its runbook, and no runbook is of an alarm that is gone. */
class RunbooksTest {
    private static final Path ROOT = Path.of("..");
    private static final Path RUNBOOKS = ROOT.resolve("docs/runbooks");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    @Test
    void everyAlarmHasARunbookAndEveryRunbookAnAlarm() throws IOException {
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            assertThat(files.map(file -> "docs/runbooks/" + file.getFileName()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(AlarmName.values())
                            .map(AlarmName::runbook)
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(AlarmName.class)
    void aRunbookSaysWhatToLookAtWhatToDoAndWhomToCall(AlarmName alarm) throws IOException {
        assertThat(Files.readString(ROOT.resolve(alarm.runbook())))
                .contains("**Means.**", "**Who notices.**", "## First look", "```sh")
                .contains("## Likely causes", "| remedy |", "## Escalate");
    }

    @ParameterizedTest
    @EnumSource(AlarmName.class)
    void aRunbookPointsOnlyToWhatIsThere(AlarmName alarm) throws IOException {
        Path runbook = ROOT.resolve(alarm.runbook());
        List<String> broken = LINK.matcher(Files.readString(runbook))
                .results()
                .map(MatchResult::group)
                .map(link -> link.replaceAll("^]\\(|[#)].*$", ""))
                .filter(target -> !target.startsWith("https://"))
                .filter(target -> !Files.exists(RUNBOOKS.resolve(target)))
                .toList();

        assertThat(broken).isEmpty();
    }
}
