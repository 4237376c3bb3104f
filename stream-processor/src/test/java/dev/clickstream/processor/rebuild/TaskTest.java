package dev.clickstream.processor.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clickstream.processor.rebuild.Rebuild.End;
import dev.clickstream.processor.rebuild.Task.From;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TaskTest {
    @Test
    void withoutOptionsTheTableOfNowIsBuiltFromS3AndSwitchedTo() {
        assertThat(Task.of(new String[] {"recent-items"}))
                .isEqualTo(new Task.RecentItemsTable(From.S3, null, End.SWITCH));
    }

    @Test
    void aDryRunNeverSwitchesWhateverElseIsAskedFor() {
        assertThat(Task.of(new String[] {"recent-items", "--dry-run", "--keep-old", "--from", "kafka"}))
                .isEqualTo(new Task.RecentItemsTable(From.KAFKA, null, End.COMPARE_ONLY));
    }

    @Test
    void featuresAreOfATimeOrOfATable() {
        assertThat(Task.of(new String[] {"features", "--out", "x", "--as-of", "2026-11-23T12:00:00Z"}))
                .isEqualTo(new Task.FeaturesAsOf(From.S3, Path.of("x"), Instant.parse("2026-11-23T12:00:00Z")));
        assertThat(Task.of(new String[] {"features", "--out", "x"}))
                .isEqualTo(new Task.FeaturesOfTable(Path.of("x"), null));
    }

    @Test
    void wrongArgumentsAreToldInASentence() {
        refuses("missing: what to do: recent-items or features");
        refuses("recent-items or features can be asked for, not gold", "gold");
        refuses("there is no option --fro", "recent-items", "--fro");
        refuses("--from is s3 or kafka, was tape", "recent-items", "--from", "tape");
        refuses("--as-of is a time in UTC like 2026-11-23T12:00:00Z, was noon", "recent-items", "--as-of", "noon");
        refuses("features need --out, a folder to write to", "features");
    }

    private static void refuses(String message, String... arguments) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Task.of(arguments))
                .withMessage(message);
    }
}
