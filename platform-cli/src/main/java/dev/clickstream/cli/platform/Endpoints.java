package dev.clickstream.cli.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the parts of a running platform are, by the names that {@code .clickstream/endpoints.properties} uses. */
public record Endpoints(Map<String, String> values) {
    private static final List<String> AWS = List.of("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");

    public Endpoints {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Reads {@code NAME=value} lines. */
    static Endpoints read(Path file) {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    values.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file, failure);
        }
        return new Endpoints(values);
    }

    /** Those of the running platform. */
    public static Endpoints ofRunning(PlatformFolder folder) {
        if (UpLock.holder(folder).isEmpty() || !Files.exists(folder.endpoints())) {
            throw new PlatformException("the platform is not up; start it with ./clickstream up");
        }
        return read(folder.endpoints());
    }

    Endpoints with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Endpoints(more);
    }

    /** At once or not at all, and for the owner's eyes only: passwords are among them. */
    void write(Path file) {
        FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        StringBuilder text = new StringBuilder();
        values.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = Files.createTempFile(folder, "endpoints", ".new", ownerOnly);
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file, failure);
        }
    }

    public @Nullable String optional(String name) {
        return values.get(name);
    }

    public String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new PlatformException("the platform has no endpoint " + name + "; it has " + values.keySet());
        }
        return value;
    }

    /** What the AWS SDK of a program reads from its environment. */
    public Map<String, String> awsEnvironment() {
        Map<String, String> environment = new LinkedHashMap<>();
        AWS.forEach(name -> environment.put(name, get(name)));
        environment.put("AWS_ENDPOINT_URL_S3", get("S3_ENDPOINT"));
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", get("DYNAMODB_ENDPOINT"));
        return environment;
    }
}
