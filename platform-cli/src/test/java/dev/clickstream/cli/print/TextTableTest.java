package dev.clickstream.cli.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsTextToTheLeftAndNumbersToTheRight() {
        TextTable table =
                new TextTable("stage", "count").add("in Kafka", 20_000).add("ø", 7);

        assertThat(table.toString()).isEqualTo("""
                stage      count
                --------  ------
                in Kafka  20,000
                ø              7
                """);
    }

    @Test
    void aCellWithLinesBecomesOneLineAndALongOneIsCut() {
        TextTable table = new TextTable(List.of("text")).add(List.of("a\n  b")).add(List.of("x".repeat(100)));

        assertThat(table.toString().lines().skip(2)).containsExactly("a b", "x".repeat(59) + "…");
    }

    @Test
    void aTableWithoutRowsShowsItsHeader() {
        assertThat(new TextTable("a", "bb").toString()).isEqualTo("a  bb\n-  --\n");
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new TextTable("a", "b").add(List.of("1")))
                .hasMessage("a row of 1 cells in a table of 2 columns");
    }
}
