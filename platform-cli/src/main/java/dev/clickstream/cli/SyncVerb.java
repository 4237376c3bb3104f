package dev.clickstream.cli;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformException;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.source.SourcesFile;
import dev.clickstream.source.Sources;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sync",
        description = {
            "Asks the collector what a person's devices are told, as a device would: with a token that is signed by this platform's "
                    + "key. Exit code 0: there is news, printed as JSON; 1: there is none. More in docs/how-to/sync-devices.md."
        })
final class SyncVerb implements Callable<Integer> {
    private static final Duration TOKEN_COUNTS = Duration.ofHours(1);
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final Terminal terminal;
    private final InstantSource clock;

    @Parameters(paramLabel = "USER", description = "A user id.")
    String user = "";

    @Option(
            names = "--since",
            paramLabel = "VERSION",
            defaultValue = "0",
            description = "The version that the device knows. Default: none")
    long since;

    @Option(names = "--token", description = "Print a token that counts for an hour, and ask nothing.")
    boolean token;

    SyncVerb(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PlatformFolder folder = PlatformFolder.find();
        String signed = signed(new SourcesFile(folder.sources()).read().sources());
        if (token) {
            terminal.out().println(signed);
            return 0;
        }
        String collector = Endpoints.ofRunning(folder).get("COLLECTOR_URL");
        HttpRequest request = HttpRequest.newBuilder(URI.create(collector + "/v1/sync?since=" + since))
                .header("Authorization", "Bearer " + signed)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case OK -> {
                    terminal.out().println(response.body());
                    yield 0;
                }
                case NO_CONTENT -> {
                    terminal.notes().println("clickstream: no news of " + user);
                    yield 1;
                }
                default ->
                    throw new PlatformException(
                            "the collector answered %d: %s".formatted(response.statusCode(), response.body()));
            };
        }
    }

    private String signed(Sources sources) {
        Sources.UserTokenKeys keys = sources.userTokens();
        if (keys == null) {
            throw new PlatformException("this platform's sources have no userTokens: devices cannot ask");
        }
        try {
            JWK key = JWKSet.parse(keys.keys()).getKeys().getFirst();
            JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                    .subject(user)
                    .expirationTime(Date.from(clock.instant().plus(TOKEN_COUNTS)));
            if (keys.audience() != null) {
                claims.audience(keys.audience());
            }
            SignedJWT signed = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims.build());
            signed.sign(new MACSigner(key.toOctetSequenceKey()));
            return signed.serialize();
        } catch (ParseException | JOSEException | ClassCastException e) {
            throw new PlatformException(
                    "the first key in userTokens is no shared secret, so no token can be signed here");
        }
    }
}
