package dev.clickstream.cli;

import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.source.SourcesFile;
import dev.clickstream.cli.source.SourcesSecret;
import dev.clickstream.cli.source.SourcesStore;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Which document is meant. */
final class SourcesPlace {
    @ArgGroup
    @Nullable
    Place place;

    static final class Place {
        @Option(names = "--file", paramLabel = "FILE", description = "The document in a file.")
        @Nullable
        Path file;

        @Option(
                names = "--secret",
                paramLabel = "ID",
                description =
                        "The document in a secret of AWS Secrets Manager, by ARN or name. Default: this checkout's platform")
        @Nullable
        String secret;
    }

    <T> T with(Function<SourcesStore, T> use) {
        if (place != null && place.secret != null) {
            try (SecretsManagerClient secrets = SecretsManagerClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build()) {
                return use.apply(new SourcesSecret(secrets, place.secret));
            }
        }
        return use.apply(new SourcesFile(
                place != null && place.file != null
                        ? place.file
                        : PlatformFolder.find().sources()));
    }
}
