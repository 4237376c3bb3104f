package dev.clickstream.redshift.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.redshift.sql.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyParserTest {

    private static final String ROLE = "iam_role 'arn:aws:iam::123456789012:role/r'";

    @Test
    void readsTableColumnsSourceAndOptions() {
        CopyCommand command = parse("COPY \"raw\".events (a, \"b\") FROM 's3://bucket/some/key' " + ROLE
                + " FORMAT AS PARQUET MANIFEST STATUPDATE ON;");

        assertThat(command)
                .isEqualTo(new CopyCommand(
                        "\"raw\".events", List.of("a", "\"b\""), new S3Location("bucket", "some/key"), true, false));
        assertThat(command.backendSql()).isEqualTo("copy \"raw\".events (a, \"b\") from stdin");
    }

    @Test
    void takesTheDefaultRoleAndTheShortFormat() {
        assertThat(parse("copy t from 's3://b/k' iam_role default parquet").manifest())
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "copy t from 's3://b/k' format as parquet ~ CREDENTIALS argument is required",
                "copy t from 's3://b/k' iam_role 'role' format parquet ~ Invalid IAM_ROLE: 'role'",
                "copy t from 's3://b/k' iam_role default ~ only FORMAT AS PARQUET",
                "copy t from 's3://b/k' iam_role default format as csv ~ FORMAT csv is not supported",
                "copy t from 's3://b/k' iam_role default parquet gzip ~ GZIP argument is not supported for PARQUET",
                "copy t from 's3://b' iam_role default parquet ~ must be s3://bucket/key",
                "copy t from stdin ~ COPY from anything but S3",
            })
    void refuses(String sql, String reason) {
        assertThatThrownBy(() -> parse(sql)).isInstanceOf(CopyFailure.class).hasMessageContaining(reason);
    }

    private static CopyCommand parse(String sql) {
        String statement = sql.endsWith(";") ? sql.substring(0, sql.length() - 1) : sql;
        return CopyParser.parse(Tokens.of(statement));
    }
}
