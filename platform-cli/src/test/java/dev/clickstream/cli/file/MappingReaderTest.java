package dev.clickstream.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.cli.send.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingReaderTest {
    private static final String OWN = """
            name: own
            columns: [who, when]
            messageId: [who, when]
            userId: who
            timestamp: {column: when, format: iso}
            events:
              - event: Seen
                properties:
                  price: {column: price, type: number}
            """;

    @TempDir
    Path folder;

    @Test
    void aUserCanMapAFileOfTheirOwn() throws IOException {
        Message message = first(OWN, "who,when,price\nann,2026-01-01T00:00:00Z,1.50\n");

        assertThat(message.json().toString())
                .isEqualTo(
                        "{\"type\":\"track\",\"event\":\"Seen\",\"messageId\":\"ann-2026-01-01T00:00:00Z\",\"userId\":\"ann\","
                                + "\"properties\":{\"price\":1.50},\"timestamp\":\"2026-01-01T00:00:00Z\"}");
    }

    @Test
    void aMappingMayBeJson() {
        Mapping mapping = MappingReader.read(
                "own.json",
                "{\"name\":\"own\",\"columns\":[\"a\"],\"messageId\":\"a\",\"userId\":\"a\",\"timestamp\":{\"column\":\"t\",\"format\":\"epoch-milliseconds\"},\"events\":[{\"type\":\"page\"}]}");

        assertThat(mapping.name()).isEqualTo("own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "type: number ~ type: money ~ own.yaml: events[0].properties.price.type: found 'money', wanted text, number, integer or boolean",
                "format: iso ~ format: yyyy-QQQQQQQQ ~ own.yaml: timestamp: found the format 'yyyy-QQQQQQQQ'",
                "event: Seen ~ evnt: Seen ~ own.yaml: events[0]: the word 'evnt' is unknown",
                "userId: who ~ sessionId: who ~ own.yaml: 'userId' or 'anonymousId' is missing",
                "name: own ~ name: [own] ~ own.yaml: name: found a list, wanted text",
                "name: own ~ name: {own ~ own.yaml line 2",
            })
    void aMistakeIsToldWithItsFileAndField(String right, String wrong, String message) {
        assertThatThrownBy(() -> MappingReader.read("own.yaml", OWN.replace(right, wrong)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "ann,2026-01-01T00:00:00Z,cheap ~ data.csv line 3, column price: found 'cheap', wanted a value of type number",
                "ann,yesterday,1 ~ data.csv line 3, column when: found 'yesterday', wanted an ISO 8601 time",
                "ann,2026-01-01T00:00:00Z ~ data.csv line 3 has 2 fields, the header names 3",
            })
    void anUnreadableRowIsToldWithItsLineAndColumnBeforeAnythingIsSent(String row, String message) {
        assertThatThrownBy(() -> first(OWN, "who,when,price\nann,2026-01-01T00:00:00Z,1\n" + row + "\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aColumnThatTheFileLacksIsToldBeforeAnyRowIsRead() {
        assertThatThrownBy(() -> first(OWN, "who,when\n"))
                .hasMessage("the mapping own reads the column 'price', which data.csv does not have");
    }

    @Test
    void aFileThatNoMappingKnowsIsToldSo() throws IOException {
        Path data = Files.writeString(folder.resolve("data.csv"), "a,b\n1,2\n");

        assertThatThrownBy(() -> FileSource.open(data, null, 10, null))
                .hasMessageContaining(
                        "data.csv: no mapping that comes with the platform knows a file with the columns [a, b]");
    }

    private Message first(String mapping, String rows) throws IOException {
        Path own = Files.writeString(folder.resolve("own.yaml"), mapping);
        Path data = Files.writeString(folder.resolve("data.csv"), rows);
        try (FileSource source = FileSource.open(data, own, Long.MAX_VALUE, null)) {
            return source.next();
        }
    }
}
