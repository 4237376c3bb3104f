package dev.clickstream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.clickstream.event.Topics;
import dev.clickstream.launcher.LaunchException;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class LocalPlatformIT {
    private static final Set<Service> SERVICES = EnumSet.allOf(Service.class);
    private static final String TOPIC = Topics.EVENTS_VIEW.name();
    private static final Map<String, AttributeValue> KEY =
            Map.of("profile_id", AttributeValue.fromS("user:u1"), "category", AttributeValue.fromS("view"));

    @TempDir
    Path state;

    @Test
    void whatWasWrittenToEveryServiceIsThereAfterAKillMinusNineAndARestart() throws Exception {
        try (LocalPlatform platform = LocalPlatform.start(SERVICES, state)) {
            writeToAll(platform);
            assertHoldsAll(platform);
            platform.kill();
        }
        try (LocalPlatform platform = LocalPlatform.start(SERVICES, state)) {
            assertHoldsAll(platform);
        }
    }

    @Test
    void makesAllTopicsTheBucketAndTheTable() throws Exception {
        try (LocalPlatform platform = LocalPlatform.start(SERVICES, state);
                Admin admin = Admin.create(Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP")));
                S3Client s3 = s3(platform);
                DynamoDbClient dynamoDb = dynamoDb(platform)) {
            assertThat(admin.listTopics().names().get())
                    .containsAll(
                            Topics.all().stream().map(topic -> topic.name()).toList());
            assertThat(s3.listBuckets().buckets()).extracting("name").containsExactly("clickstream-lake");
            assertThat(dynamoDb.describeTimeToLive(request -> request.tableName("recent-items"))
                            .timeToLiveDescription()
                            .attributeName())
                    .isEqualTo("expires_at");
        }
    }

    @Test
    void nothingListensBeyondTheLoopbackAddress() throws Exception {
        List<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        assumeFalse(outside.isEmpty(), "this machine has the loopback address only");
        try (LocalPlatform platform = LocalPlatform.start(SERVICES, state)) {
            for (String key :
                    List.of("KAFKA_BOOTSTRAP", "S3_ENDPOINT", "DYNAMODB_ENDPOINT", "REDIS_URL", "REDSHIFT_PORT")) {
                int port = Integer.parseInt(platform.endpoint(key).replaceAll(".*:", ""));
                for (InetAddress address : outside) {
                    assertThatThrownBy(() -> new Socket(address, port).close())
                            .as("%s at %s", key, address)
                            .isInstanceOf(ConnectException.class);
                }
            }
        }
    }

    @Test
    void refusesASecondPlatformOnTheSameStateDirectory() {
        try (LocalPlatform first = LocalPlatform.start(Set.of(Service.S3), state)) {
            assertThatThrownBy(() -> LocalPlatform.start(Set.of(Service.S3), state))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("exit code 2")
                    .hasMessageContaining("already runs on " + state)
                    .hasMessageContaining("process " + first.pid());
        }
    }

    @Test
    void leavesNoServerBehindAfterAKillMinusNine() throws Exception {
        LocalPlatform platform = LocalPlatform.start(Set.of(Service.DYNAMODB, Service.REDIS, Service.REDSHIFT), state);
        List<ProcessHandle> children =
                ProcessHandle.of(platform.pid()).orElseThrow().descendants().toList();
        assertThat(children).hasSizeGreaterThanOrEqualTo(4);

        platform.kill();

        for (ProcessHandle child : children) {
            child.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    private static void writeToAll(LocalPlatform platform) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP"), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, 3, "device", "value")).get();
        }
        try (S3Client s3 = s3(platform)) {
            s3.putObject(put -> put.bucket(bucket(platform)).key("a/b").ifNoneMatch("*"), RequestBody.fromString("x"));
        }
        try (DynamoDbClient dynamoDb = dynamoDb(platform)) {
            dynamoDb.putItem(put -> put.tableName("recent-items").item(KEY));
        }
        try (RedisClient redis = RedisClient.create(URI.create(platform.endpoint("REDIS_URL")))) {
            redis.hset("rules", "r1", "{}");
        }
        try (Connection redshift = redshift(platform);
                Statement statement = redshift.createStatement()) {
            statement.execute("create table kept (id int)");
            statement.execute("insert into kept values (7)");
        }
    }

    private static void assertHoldsAll(LocalPlatform platform) throws Exception {
        TopicPartition partition = new TopicPartition(TOPIC, 3);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP")),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertThat(consumer.poll(Duration.ofSeconds(30)).records(partition))
                    .extracting(ConsumerRecord::value)
                    .containsExactly("value");
        }
        try (S3Client s3 = s3(platform)) {
            assertThatThrownBy(() -> s3.putObject(
                            put -> put.bucket(bucket(platform)).key("a/b").ifNoneMatch("*"),
                            RequestBody.fromString("y")))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            refused -> assertThat(refused.statusCode()).isEqualTo(412));
            assertThat(s3.getObject(get -> get.bucket(bucket(platform)).key("a/b"))
                            .readAllBytes())
                    .containsExactly('x');
        }
        try (DynamoDbClient dynamoDb = dynamoDb(platform)) {
            assertThat(dynamoDb.getItem(get -> get.tableName("recent-items").key(KEY))
                            .hasItem())
                    .isTrue();
        }
        try (RedisClient redis = RedisClient.create(URI.create(platform.endpoint("REDIS_URL")))) {
            assertThat(redis.hget("rules", "r1")).isEqualTo("{}");
        }
        try (Connection redshift = redshift(platform);
                Statement statement = redshift.createStatement();
                ResultSet kept = statement.executeQuery("select id from kept")) {
            assertThat(kept.next()).isTrue();
            assertThat(kept.getInt(1)).isEqualTo(7);
        }
    }

    private static Connection redshift(LocalPlatform platform) throws SQLException {
        return DriverManager.getConnection(
                platform.endpoint("REDSHIFT_JDBC_URL"),
                platform.endpoint("REDSHIFT_USER"),
                platform.endpoint("REDSHIFT_PASSWORD"));
    }

    private static String bucket(LocalPlatform platform) {
        return platform.endpoint("S3_BUCKET");
    }

    private static S3Client s3(LocalPlatform platform) {
        return S3Client.builder()
                .endpointOverride(URI.create(platform.endpoint("S3_ENDPOINT")))
                .region(AwsAccess.REGION)
                .credentialsProvider(AwsAccess.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static DynamoDbClient dynamoDb(LocalPlatform platform) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create(platform.endpoint("DYNAMODB_ENDPOINT")))
                .region(AwsAccess.REGION)
                .credentialsProvider(AwsAccess.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
