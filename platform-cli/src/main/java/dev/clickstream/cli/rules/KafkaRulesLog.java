package dev.clickstream.cli.rules;

import dev.clickstream.event.Topics;
import dev.clickstream.rules.publish.RulesLog;
import dev.clickstream.rules.store.StoredRule;
import java.util.ArrayList;
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

/** The topic of rules, with a producer for as long as it is needed: most runs have nothing to append. */
final class KafkaRulesLog implements RulesLog {
    private static final int SECONDS = 60;

    private final String bootstrap;

    KafkaRulesLog(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    @Override
    public void append(List<StoredRule> versions) {
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
            versions.forEach(version ->
                    sent.add(producer.send(new ProducerRecord<>(Topics.RULES.name(), version.id(), version.json()))));
            for (Future<RecordMetadata> one : sent) {
                one.get(SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException failure) {
            throw new RuleRefused(
                    "rules cannot be published to %s, but they are stored: repeat with ./clickstream rules sync (%s)"
                            .formatted(Topics.RULES.name(), failure.getMessage()),
                    failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RuleRefused("stopped while rules were published; repeat with ./clickstream rules sync", stopped);
        }
    }
}
