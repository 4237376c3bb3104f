package dev.clickstream.settings;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
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
    /**
     * Adds the four settings to a program's own; none is required by itself.
     *
     * @param use what the program uses Redis for, as a sentence
     */
    public static ConfigDef define(ConfigDef settings, String prefix, String use) {
        return settings.define(
                        prefix + "REDIS_URL",
                        STRING,
                        null,
                        RedisConnection::requireUrl,
                        HIGH,
                        "Redis, redis://host:port or rediss:// for TLS. " + use)
                .define(
                        prefix + "REDIS_USER",
                        STRING,
                        null,
                        MEDIUM,
                        "User to sign in as; the default user if not given.")
                .define(prefix + "REDIS_PASSWORD", PASSWORD, null, MEDIUM, "That user's password.")
                .define(
                        prefix + "REDIS_IAM_CACHE",
                        STRING,
                        null,
                        MEDIUM,
                        "Name of the ElastiCache cache to sign in to with the role of this program, instead of a password.");
    }

    /** Null if no Redis is given. */
    public static @Nullable RedisConnection of(AbstractConfig settings, String prefix) {
        String url = settings.getString(prefix + "REDIS_URL");
        if (url == null) {
            return null;
        }
        Password password = settings.getPassword(prefix + "REDIS_PASSWORD");
        return new RedisConnection(
                URI.create(url),
                settings.getString(prefix + "REDIS_USER"),
                password == null ? null : password.value(),
                settings.getString(prefix + "REDIS_IAM_CACHE"));
    }

    /** What is only wrong together, a sentence each. */
    public static List<String> problems(AbstractConfig settings, String prefix) {
        List<String> problems = new ArrayList<>();
        if (settings.getString(prefix + "REDIS_IAM_CACHE") == null) {
            return problems;
        }
        String url = settings.getString(prefix + "REDIS_URL");
        if (url != null && !url.startsWith("rediss:")) {
            problems.add("%1$sREDIS_IAM_CACHE needs TLS: %1$sREDIS_URL must begin with rediss://".formatted(prefix));
        }
        if (settings.getString(prefix + "REDIS_USER") == null
                || settings.getPassword(prefix + "REDIS_PASSWORD") != null) {
            problems.add("%1$sREDIS_IAM_CACHE needs %1$sREDIS_USER, and no %1$sREDIS_PASSWORD".formatted(prefix));
        }
        return problems;
    }

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

    private static void requireUrl(String name, Object value) {
        if (value != null && !value.toString().matches("rediss?://\\S*[^:/\\s]+(:\\d+)?(/\\d*)?")) {
            // The URL may hold a password.
            throw new ConfigException(name, "[hidden]", "must be redis://host:port or rediss://host:port");
        }
    }

    @Override
    public String toString() {
        return "RedisConnection[host=%s, user=%s]".formatted(url.getHost(), user);
    }
}
