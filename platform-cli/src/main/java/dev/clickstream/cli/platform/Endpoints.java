package dev.clickstream.cli.platform;

import dev.clickstream.cli.rules.RuleRoom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Where the parts of a running platform are, by the names that {@code .clickstream/endpoints.properties} uses. */
public record Endpoints(Map<String, String> values) {
    private static final String RULES_TABLE = "rules";
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

    /** The rules of this platform; the caller closes them. */
    public RuleRoom openRules() {
        DynamoDbClient dynamoDb = DynamoDbClient.builder()
                .endpointOverride(URI.create(get("DYNAMODB_ENDPOINT")))
                .region(Region.of(get("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(get("AWS_ACCESS_KEY_ID"), get("AWS_SECRET_ACCESS_KEY"))))
                .build();
        return new RuleRoom(dynamoDb, RULES_TABLE, URI.create(get("REDIS_URL")), get("KAFKA_BOOTSTRAP"));
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
