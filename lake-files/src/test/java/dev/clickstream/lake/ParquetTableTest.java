package dev.clickstream.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of another writer, DuckDB, so that reader and writer do not share a mistake. */
class ParquetTableTest {
    @TempDir
    Path folder;

    @Test
    void readsTextsNumbersAndTimesWithTheirGapsOverSeveralRowGroups() throws Exception {
        Path file = written(
                "select case when i % 3 = 0 then null else 'text' || (i % 7) end as t, i as n, (i % 5)::int as k, "
                        + "timestamptz '2026-11-23 12:00:00+00' + to_seconds(i) as at from range(5000) r(i)");
        List<String> rows = new ArrayList<>();

        ParquetTable.read(
                file,
                row -> rows.add(
                        row.text("t") + " " + row.number("n") + " " + row.number("k") + " " + row.number("at")));

        assertThat(rows).hasSize(5_000);
        assertThat(rows.getFirst()).isEqualTo("null 0 0 1795435200000000");
        assertThat(rows.get(4_999)).isEqualTo("text1 4999 4 1795440199000000");
    }

    @Test
    void aFileThatIsNoneIsToldAsSuch() throws Exception {
        Path file = Files.writeString(folder.resolve("x.parquet"), "no parquet at all");

        assertThatIOException()
                .isThrownBy(() -> ParquetTable.read(file, row -> {}))
                .withMessage("it is no Parquet file");
    }

    @Test
    void aColumnThatIsNotThereIsNamed() throws Exception {
        Path file = written("select 1::bigint as n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParquetTable.read(file, row -> row.text("event")))
                .withMessage("the file has no column event; it has [n]");
    }

    private Path written(String query) throws Exception {
        Path file = folder.resolve("table.parquet");
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute("copy (" + query + ") to '" + file
                    + "' (format parquet, compression zstd, parquet_version v1, row_group_size 2048)");
        }
        return file;
    }
}
