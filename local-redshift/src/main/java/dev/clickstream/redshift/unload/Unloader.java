package dev.clickstream.redshift.unload;

import dev.clickstream.redshift.S3Access;
import dev.clickstream.redshift.copy.CopyFailure;
import dev.clickstream.redshift.copy.S3Location;
import dev.clickstream.redshift.unload.UnloadCommand.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Writes what was read to S3, as the one slice of a cluster would. */
public final class Unloader implements AutoCloseable {

    private final S3Client client;

    public Unloader(S3Access access) {
        client = access.open();
    }

    /** @throws CopyFailure if something is there already, or S3 does not take it */
    public void write(UnloadCommand command, List<UnloadColumn> columns, List<List<@Nullable String>> rows) {
        S3Location prefix = command.prefix();
        try {
            boolean there = client.listObjectsV2(
                            request -> request.bucket(prefix.bucket()).prefix(prefix.key()))
                    .hasContents();
            if (there && !command.overwrites()) {
                throw CopyFailure.inFile(
                        prefix.toString(),
                        "Specified unload destination on S3 is not empty. Consider using a different bucket / prefix,"
                                + " manually removing the target files in S3, or using the ALLOWOVERWRITE option.");
            }
            String key = prefix.key() + "0000_part_00" + command.format().ending();
            byte[] content = command.format() == Format.PARQUET
                    ? ParquetFile.of(columns, rows)
                    : text(command, columns, rows).getBytes(StandardCharsets.UTF_8);
            put(prefix.bucket(), key, content);
            if (command.manifest()) {
                String url = "s3://" + prefix.bucket() + "/" + key;
                String manifest = "{\"entries\":[{\"url\":\"%s\",\"meta\":{\"content_length\":%d}}]}"
                        .formatted(url, content.length);
                put(prefix.bucket(), prefix.key() + "manifest", manifest.getBytes(StandardCharsets.UTF_8));
            }
        } catch (SdkException | IOException e) {
            throw CopyFailure.inFile(prefix.toString(), "S3ServiceException: " + e.getMessage() + " (" + prefix + ")");
        }
    }

    private void put(String bucket, String key, byte[] content) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    private static String text(UnloadCommand command, List<UnloadColumn> columns, List<List<@Nullable String>> rows) {
        StringBuilder text = new StringBuilder();
        String between = String.valueOf(command.delimiter());
        if (command.header()) {
            text.append(columns.stream().map(UnloadColumn::name).collect(Collectors.joining(between)))
                    .append('\n');
        }
        for (List<@Nullable String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                text.append(column == 0 ? "" : between).append(value(command, row.get(column)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String value(UnloadCommand command, @Nullable String value) {
        if (value == null) {
            return "";
        }
        boolean special = value.indexOf(command.delimiter()) >= 0 || value.contains("\"") || value.contains("\n");
        return command.format() == Format.CSV && special ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    @Override
    public void close() {
        client.close();
    }
}
