package dev.clickstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The price that {@code status} reckons with is the one that the cost model has. */
class WritePriceTest {
    private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();

    @Test
    void bothReckonWithThePriceOfAMillionWriteUnits() throws IOException {
        String ofStatus = found(
                "platform-cli/src/test/resources/help/status.txt",
                "--write-price=USD[^.]*?million DynamoDB write units on demand\\. Default:\\s+([0-9.]+)");
        String ofCost =
                found("docs/reference/cost.md", "DynamoDB on demand, write \\| ([0-9.]+) \\| million write units");

        assertThat(ofStatus).isEqualTo(ofCost);
    }

    private static String found(String file, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(HOUSE.resolve(file)));
        assertThat(matcher.find()).as(pattern + " in " + file).isTrue();
        return matcher.group(1);
    }
}
