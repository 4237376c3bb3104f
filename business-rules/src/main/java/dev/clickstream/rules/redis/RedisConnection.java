package dev.clickstream.rules.redis;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * Where Redis is, and as whom to sign in.
 *
 * @param url {@code redis://host:port}, or {@code rediss://} for TLS
 * @param user null for the default user
 * @param password null for none
 * @param iamCache the ElastiCache cache whose IAM user this program is; null where a password or nothing is asked for
 */
public record RedisConnection(
        URI url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String iamCache) {
    /** The caller closes it. */
    public RedisClient open() {
        DefaultJedisClientConfig.Builder settings =
                DefaultJedisClientConfig.builder().ssl(JedisURIHelper.isRedisSSLScheme(url));
        if (iamCache != null && user != null) {
            settings.credentialsProvider(ElastiCacheToken.of(user, iamCache));
        } else {
            settings.user(user != null ? user : JedisURIHelper.getUser(url));
            settings.password(password != null ? password : JedisURIHelper.getPassword(url));
        }
        int port = url.getPort() < 0 ? 6379 : url.getPort();
        return RedisClient.builder()
                .hostAndPort(new HostAndPort(url.getHost(), port))
                .clientConfig(settings.build())
                .build();
    }

    @Override
    public String toString() {
        return "RedisConnection[host=%s, user=%s]".formatted(url.getHost(), user);
    }
}
