package dev.clickstream.cli.platform;

import dev.clickstream.event.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rules a new platform starts with. A rule that Redis has already is left as it is, whatever it says, so that a
 * second start changes nothing and a user's own change stays.
 */
public final class DefaultRules {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HASH = "rules";

    private DefaultRules() {}

    /** Rule id -> its JSON. */
    static Map<String, String> load() {
        Map<String, String> rules = new LinkedHashMap<>();
        try (InputStream bytes = DefaultRules.class.getResourceAsStream("/default-rules.json")) {
            for (JsonNode rule : JSON.readTree(bytes)) {
                rules.put(rule.path("id").stringValue(), rule.toString());
            }
        } catch (IOException failure) {
            throw new PlatformException("the default rules cannot be read", failure);
        }
        return rules;
    }

    /** The topic first: a rule in Redis is on the topic too, however often this is interrupted. */
    static int publish(Endpoints endpoints) {
        try (RedisClient redis = RedisClient.create(URI.create(endpoints.get("REDIS_URL")))) {
            Map<String, String> fresh = load();
            fresh.keySet().removeAll(new HashSet<>(redis.hkeys(HASH)));
            if (!fresh.isEmpty()) {
                publish(endpoints.get("KAFKA_BOOTSTRAP"), fresh);
                fresh.forEach((id, rule) -> redis.hsetnx(HASH, id, rule));
            }
            return fresh.size();
        }
    }

    private static void publish(String bootstrap, Map<String, String> rules) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.CLIENT_ID_CONFIG,
                "clickstream-cli",
                ProducerConfig.LINGER_MS_CONFIG,
                5);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            rules.forEach((id, rule) -> sent.add(producer.send(new ProducerRecord<>(Topics.RULES.name(), id, rule))));
            for (Future<RecordMetadata> one : sent) {
                one.get(60, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException failure) {
            throw new PlatformException("the default rules cannot be published to " + Topics.RULES.name(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PlatformException("stopped while the default rules were published", stopped);
        }
    }
}
