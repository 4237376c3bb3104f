package dev.clickstream.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void printsALineForEachTenthWhereThereIsNoTerminal() {
        Progress progress = new Progress(out, false, "sent", 1000);
        for (int done = 1; done <= 1000; done++) {
            progress.show(done);
        }
        progress.finish();

        assertThat(shown.toString(StandardCharsets.UTF_8).lines())
                .hasSize(10)
                .startsWith("sent 100 of 1,000 (10 %)")
                .endsWith("sent 1,000 of 1,000 (100 %)");
    }

    @Test
    void drawsABarOverItselfOnATerminal() {
        Progress progress = new Progress(out, true, "sent", 4);
        progress.show(4);
        progress.finish();

        assertThat(shown.toString(StandardCharsets.UTF_8))
                .isEqualTo("\rsent [" + "#".repeat(40) + "] 4 of 4 (100 %)" + System.lineSeparator());
    }
}
