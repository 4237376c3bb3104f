package dev.clickstream.loader.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The statements of {@code schema.sql}. */
final class SchemaScript {
    private static final String NAME = "schema.sql";

    private SchemaScript() {}

    static List<String> statements() {
        String script = text().lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return Arrays.stream(script.split(";", -1))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static String text() {
        try (InputStream resource = Objects.requireNonNull(SchemaScript.class.getResourceAsStream(NAME), NAME)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + NAME, e);
        }
    }
}
