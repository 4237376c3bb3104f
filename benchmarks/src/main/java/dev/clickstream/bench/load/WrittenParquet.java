package dev.clickstream.bench.load;

import dev.clickstream.loader.bucket.StageBucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What an engine's files hold, read by DuckDB from the first to the last row.
 *
 * @param messages different message ids among the rows
 */
record WrittenParquet(int files, long bytes, long rows, long messages) {
    /** Brings all Parquet files below a prefix of the bucket here and reads them. */
    static WrittenParquet read(StageBucket bucket, String prefix, Path folder) throws IOException, SQLException {
        Files.createDirectories(folder);
        List<String> keys = bucket.list(prefix, "").stream()
                .filter(key -> key.endsWith(".parquet"))
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalStateException("no Parquet files were written to " + bucket.url(prefix));
        }
        long bytes = 0;
        for (int i = 0; i < keys.size(); i++) {
            Path file = folder.resolve(i + ".parquet");
            bucket.download(keys.get(i), file);
            bytes += Files.size(file);
        }
        String files = "read_parquet('%s/*.parquet')".formatted(folder);
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute("set memory_limit = '2GB'");
            String id = messageId(statement, files);
            try (ResultSet counts =
                    statement.executeQuery("select count(*), count(distinct \"%s\") from %s".formatted(id, files))) {
                counts.next();
                return new WrittenParquet(keys.size(), bytes, counts.getLong(1), counts.getLong(2));
            }
        }
    }

    private static String messageId(Statement statement, String files) throws SQLException {
        try (ResultSet columns = statement.executeQuery("describe select * from " + files)) {
            while (columns.next()) {
                String name = columns.getString(1);
                if (name.equals("message_id") || name.equals("messageId")) {
                    return name;
                }
            }
        }
        throw new IllegalStateException("the files have no column message_id or messageId: " + files);
    }
}
