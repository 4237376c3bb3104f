package dev.clickstream.settings;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.RedisCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Signs in to an ElastiCache Serverless cache as an IAM user: the password is a request {@code connect}, signed for a
 * quarter of an hour, without its scheme. Source: "Authenticating with IAM", Amazon ElastiCache User Guide. A new one is
 * made for each connection; ElastiCache ends a connection after twelve hours.
 */
final class ElastiCacheToken implements Supplier<RedisCredentials> {
    private static final Duration VALID = Duration.ofMinutes(15);
    private static final String SCHEME = "http://";

    private final String user;
    private final String cache;
    private final Supplier<? extends AwsCredentialsIdentity> credentials;
    private final String region;
    private final Clock clock;

    ElastiCacheToken(
            String user,
            String cache,
            Supplier<? extends AwsCredentialsIdentity> credentials,
            String region,
            Clock clock) {
        this.user = requireNonNull(user);
        // ElastiCache keeps names in lower case and checks the signature over them.
        this.cache = cache.toLowerCase(Locale.ROOT);
        this.credentials = requireNonNull(credentials);
        this.region = requireNonNull(region);
        this.clock = requireNonNull(clock);
    }

    /** With the credentials and the region of this process. */
    static ElastiCacheToken of(String user, String cache) {
        DefaultCredentialsProvider provider =
                DefaultCredentialsProvider.builder().build();
        return new ElastiCacheToken(
                user,
                cache,
                provider::resolveCredentials,
                new DefaultAwsRegionProviderChain().getRegion().id(),
                Clock.systemUTC());
    }

    @Override
    public RedisCredentials get() {
        SdkHttpRequest connect = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create(SCHEME + cache + "/?Action=connect&User="
                        + URLEncoder.encode(user, StandardCharsets.UTF_8) + "&ResourceType=ServerlessCache"))
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(credentials.get())
                        .request(connect)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "elasticache")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, VALID)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request();
        return new DefaultRedisCredentials(user, signed.getUri().toString().substring(SCHEME.length()));
    }
}
