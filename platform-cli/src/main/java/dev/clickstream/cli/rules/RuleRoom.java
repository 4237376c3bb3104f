package dev.clickstream.cli.rules;

import dev.clickstream.rules.publish.RulesPublisher;
import dev.clickstream.rules.redis.RedisRules;
import dev.clickstream.rules.store.DynamoDbRuleStore;
import dev.clickstream.rules.store.RuleStore;
import java.net.URI;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The rules of one platform: where they are stored, and where they are brought to. */
public final class RuleRoom implements AutoCloseable {
    private final DynamoDbClient dynamoDb;
    private final RedisClient redis;
    private final RuleStore store;
    private final RulesPublisher publisher;

    /**
     * @param dynamoDb closed with this
     * @param table of the rules
     * @param bootstrap Kafka's
     */
    public RuleRoom(DynamoDbClient dynamoDb, String table, URI redisUrl, String bootstrap) {
        this.dynamoDb = dynamoDb;
        this.redis = RedisClient.create(redisUrl);
        this.store = new DynamoDbRuleStore(dynamoDb, table);
        this.publisher = new RulesPublisher(store, new KafkaRulesLog(bootstrap), new RedisRules(redis));
    }

    public RuleStore store() {
        return store;
    }

    /** Brings out what is stored; see {@link RulesPublisher#sync()}. */
    public RulesPublisher.Published sync() {
        try {
            return publisher.sync();
        } catch (JedisException e) {
            throw new RuleRefused(
                    "Redis does not answer; the rules are stored and act as soon as it is back: "
                            + "repeat with ./clickstream rules sync (" + e.getMessage() + ")",
                    e);
        }
    }

    @Override
    public void close() {
        redis.close();
        dynamoDb.close();
    }
}
