package dev.clickstream.settings;

import static java.util.Objects.requireNonNullElse;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Where the brokers are and how to speak to them.
 *
 * @param bootstrap {@code host:port,host:port}
 */
public record KafkaConnection(String bootstrap, KafkaSecurity security) {
    private static final String ADDRESSES = "[^,:\\s]+:[0-9]{1,5}(,[^,:\\s]+:[0-9]{1,5})*";

    /** Adds the two settings to a program's own. */
    public static ConfigDef define(ConfigDef settings, String prefix) {
        return settings.define(
                        prefix + "KAFKA_BOOTSTRAP",
                        STRING,
                        NO_DEFAULT_VALUE,
                        KafkaConnection::requireAddresses,
                        HIGH,
                        "Kafka's brokers, host:port,host:port.")
                .define(
                        prefix + "KAFKA_SECURITY",
                        STRING,
                        KafkaSecurity.PLAINTEXT.word(),
                        ConfigDef.ValidString.in(KafkaSecurity.words()),
                        HIGH,
                        "How to speak to them; iam is Amazon MSK with the role of this program.");
    }

    public static KafkaConnection of(AbstractConfig settings, String prefix) {
        return new KafkaConnection(
                settings.getString(prefix + "KAFKA_BOOTSTRAP"),
                KafkaSecurity.of(settings.getString(prefix + "KAFKA_SECURITY")));
    }

    /** For any Kafka client, by Kafka's names. */
    public Map<String, Object> clientSettings() {
        Map<String, Object> settings = new HashMap<>(security.clientSettings());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return settings;
    }

    /**
     * Waits until the brokers answer and have the topics.
     *
     * @throws UnreachableException if they do not within the time, with what to look at
     */
    public void require(Collection<String> topics, Duration within) {
        Map<String, Object> settings = clientSettings();
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) within.toMillis());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.min(within.toMillis(), 5_000));
        // The client warns at each try; what an operator needs to read is the one message at the end.
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 2_000L);
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000L);
        long deadline = System.nanoTime() + within.toNanos();
        try (Admin admin = Admin.create(settings)) {
            await(() -> admin.describeCluster().nodes(), deadline, within);
            TreeSet<String> missing = new TreeSet<>();
            Map<String, KafkaFuture<TopicDescription>> descriptions =
                    admin.describeTopics(topics).topicNameValues();
            for (String topic : topics) {
                try {
                    await(() -> descriptions.get(topic), deadline, within);
                } catch (UnreachableException e) {
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw e;
                    }
                    missing.add(topic);
                }
            }
            if (!missing.isEmpty()) {
                throw new UnreachableException(
                        "Kafka at %s has no topic %s; topics are made before the programs start: by './clickstream up', by docker-compose.yml, or by the stack Stream"
                                .formatted(bootstrap, String.join(", ", missing)),
                        null);
            }
        } catch (KafkaException e) {
            throw unreachable(e, within);
        }
    }

    private <T> T await(Supplier<KafkaFuture<T>> answer, long deadline, Duration within) {
        try {
            return answer.get().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw unreachable(requireNonNullElse(e.getCause(), e), within);
        } catch (TimeoutException e) {
            throw unreachable(e, within);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e, within);
        }
    }

    private UnreachableException unreachable(Throwable cause, Duration within) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String why = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return new UnreachableException(
                "Kafka at %s (security %s) does not answer within %d s: %s; look at KAFKA_BOOTSTRAP, KAFKA_SECURITY and the way there"
                        .formatted(bootstrap, security.word(), within.toSeconds(), why.strip()),
                cause);
    }

    private static void requireAddresses(String name, Object value) {
        if (value != null && !value.toString().matches(ADDRESSES)) {
            throw new ConfigException(name, value, "must be host:port,host:port");
        }
    }
}
