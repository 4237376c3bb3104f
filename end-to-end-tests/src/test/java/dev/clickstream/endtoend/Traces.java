package dev.clickstream.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.clickstream.lake.ParquetTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Looks for a text in all that a platform keeps: every cell of every table, every object of the lake, the hot table. */
final class Traces {
    private static final Pattern PAYLOAD = Pattern.compile("\"payload\":\"([A-Za-z0-9+/=]+)\"");
    /** Of the lake's files, as far as they are texts. */
    private static final List<String> TEXTS = List.of(
            "message_id",
            "user_id",
            "anonymous_id",
            "session_id",
            "context",
            "properties",
            "record_key",
            "record_value");

    private final Map<String, String> endpoints;
    private final Supplier<String> hotTable;
    private final Path folder;

    /** @param hotTable gives all of it, as text */
    Traces(Map<String, String> endpoints, Supplier<String> hotTable, Path folder) {
        this.endpoints = endpoints;
        this.hotTable = hotTable;
        this.folder = folder;
    }

    /** Where the text is, a line for each place. */
    List<String> of(String text) throws SQLException, IOException {
        List<String> places = new ArrayList<>(inWarehouse(text));
        places.addAll(inLake(text));
        if (hotTable.get().contains(text)) {
            places.add("the hot table");
        }
        places.sort(null);
        return places;
    }

    private List<String> inWarehouse(String text) throws SQLException {
        List<String> places = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        endpoint("REDSHIFT_JDBC_URL"), endpoint("REDSHIFT_USER"), endpoint("REDSHIFT_PASSWORD"));
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(
                    "select table_schema || '.' || table_name from information_schema.tables"
                            + " where table_type = 'BASE TABLE' and table_schema in ('landing', 'bronze', 'silver', 'gold', 'ops')")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String table : tables) {
                int rows = 0;
                try (ResultSet cells = statement.executeQuery("select * from " + table)) {
                    int columns = cells.getMetaData().getColumnCount();
                    while (cells.next()) {
                        boolean holds = false;
                        for (int column = 1; column <= columns; column++) {
                            holds |= holds(cells.getString(column), text);
                        }
                        rows += holds ? 1 : 0;
                    }
                }
                if (rows > 0) {
                    places.add("%d rows of %s".formatted(rows, table));
                }
            }
        }
        return places;
    }

    private List<String> inLake(String text) throws IOException {
        List<String> places = new ArrayList<>();
        Path file = folder.resolve("object");
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(URI.create(endpoint("S3_ENDPOINT")))
                .forcePathStyle(true)
                .region(Region.of(endpoint("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(endpoint("AWS_ACCESS_KEY_ID"), endpoint("AWS_SECRET_ACCESS_KEY"))))
                .build()) {
            List<String> keys =
                    s3.listObjectsV2Paginator(list -> list.bucket(endpoint("S3_BUCKET"))).contents().stream()
                            .map(S3Object::key)
                            .toList();
            for (String key : keys) {
                Files.deleteIfExists(file);
                s3.getObject(get -> get.bucket(endpoint("S3_BUCKET")).key(key), file);
                boolean[] holds = {new String(Files.readAllBytes(file), UTF_8).contains(text)};
                if (key.endsWith(".parquet")) {
                    ParquetTable.read(
                            file,
                            row -> TEXTS.stream()
                                    .filter(row::has)
                                    .forEach(column -> holds[0] |= holds(row.text(column), text)));
                }
                if (holds[0]) {
                    places.add("s3 " + key);
                }
            }
        }
        return places;
    }

    /** Also in a rejected message, which lies in its record as Base64. */
    private static boolean holds(String cell, String text) {
        if (cell == null || cell.contains(text)) {
            return cell != null;
        }
        Matcher payload = PAYLOAD.matcher(cell);
        return payload.find() && new String(Base64.getDecoder().decode(payload.group(1)), UTF_8).contains(text);
    }

    private String endpoint(String name) {
        return requireNonNull(endpoints.get(name), name);
    }
}
