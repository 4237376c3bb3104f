package dev.clickstream.loader.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.loader.landing.Column;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.stage.TableCopy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoadSqlTest {
    @Test
    void copyReadsTheManifestWithTheRole() {
        assertThat(LoadSql.copy(copy("s3://lake/it's/rules.json"), "arn:aws:iam::1:role/r"))
                .isEqualTo(
                        "copy staged_rules (record_key, record_value, record_time, sys_process_topic, sys_process_partition, sys_process_offset) from 's3://lake/it''s/rules.json' iam_role 'arn:aws:iam::1:role/r' format as parquet manifest");
    }

    private static TableCopy copy(String url) {
        return new TableCopy(LandingTable.RULES, LandingTable.RULES.shape(), url);
    }

    @Test
    void theLoadsSequenceIsAddedOnTheWay() {
        assertThat(LoadSql.insert(copy("s3://lake/rules.json"), 7)).isEqualTo("""
                        insert into landing.rules (record_key, record_value, record_time, sys_process_topic, sys_process_partition, sys_process_offset, sys_process_load_seq, sys_process_date, sys_process_time)
                        select record_key, record_value, record_time, sys_process_topic, sys_process_partition, sys_process_offset, 7, trunc(getdate()), getdate() from staged_rules""");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ORIGINALS")
    void theSchemaHasTheColumnsOfTheFilesAndTheLoadsOwn(LandingTable table) {
        String statement = SchemaScript.statements().stream()
                .filter(sql -> sql.startsWith("create table if not exists landing." + table.word() + " ("))
                .findFirst()
                .orElseThrow();
        List<String> columns = statement
                .substring(statement.indexOf('(') + 1, statement.lastIndexOf("\n)"))
                .lines()
                .map(line -> line.strip().replaceFirst(",$", ""))
                .filter(line -> !line.isEmpty())
                .toList();

        assertThat(columns.subList(0, columns.size() - 3))
                .isEqualTo(table.columns().stream().map(LoadSqlTest::sql).toList());
        assertThat(columns)
                .endsWith("sys_process_load_seq bigint", "sys_process_date date", "sys_process_time timestamp");
    }

    private static String sql(Column column) {
        return column.name() + " " + column.sqlType();
    }
}
