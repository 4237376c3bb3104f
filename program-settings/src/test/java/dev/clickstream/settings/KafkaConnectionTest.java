package dev.clickstream.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

class KafkaConnectionTest {
    @Test
    void anUnreachableBrokerIsNamedWithWhatToLookAt() throws IOException {
        String nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "127.0.0.1:" + socket.getLocalPort();
        }
        KafkaConnection connection = new KafkaConnection(nobody, KafkaSecurity.PLAINTEXT);

        assertThatThrownBy(() -> connection.require(List.of("clickstream.events-view.v1"), Duration.ofSeconds(1)))
                .isInstanceOf(UnreachableException.class)
                .hasMessageStartingWith("Kafka at %s (security plaintext) does not answer within 1 s: ", nobody)
                .hasMessageEndingWith("look at KAFKA_BOOTSTRAP, KAFKA_SECURITY and the way there");
    }

    @Test
    void aHostThatDoesNotExistIsNamedToo() {
        KafkaConnection connection = new KafkaConnection("broker.invalid:9092", KafkaSecurity.PLAINTEXT);

        assertThatThrownBy(() -> connection.require(List.of(), Duration.ofSeconds(1)))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("broker.invalid:9092");
    }

    @Test
    void addressesWithoutAPortAreRefused() {
        Settings settings = new Settings("mill", "MILL_", KafkaConnection.define(new ConfigDef(), "MILL_"));

        assertThatThrownBy(() -> settings.read(
                        Map.of("MILL_KAFKA_BOOTSTRAP", "kafka", "MILL_KAFKA_SECURITY", "none"),
                        values -> KafkaConnection.of(values, "MILL_")))
                .hasMessageContaining("MILL_KAFKA_BOOTSTRAP cannot be kafka: must be host:port,host:port")
                .hasMessageContaining("MILL_KAFKA_SECURITY cannot be none: String must be one of: plaintext, tls, iam");
    }

    /** The library signs for real; what stands in is the broker, as far as the name and its signature. */
    @Test
    void withIamTheClientSignsWithItsCredentialsInsideTls() throws Exception {
        try (IamBroker broker = IamBroker.start()) {
            Map<String, Object> settings =
                    new HashMap<>(new KafkaConnection(broker.address(), KafkaSecurity.IAM).clientSettings());
            settings.put("ssl.truststore.location", broker.trustStore().toString());
            settings.put("ssl.truststore.password", IamBroker.PASSWORD);
            System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
            System.setProperty("aws.secretAccessKey", "secret-of-the-test");
            System.setProperty("aws.region", "eu-west-1");
            try (Admin admin = Admin.create(settings)) {
                admin.describeCluster();

                assertThat(broker.presented(Duration.ofSeconds(30)))
                        .contains("\"version\":\"2020_10_22\"")
                        .contains("\"action\":\"kafka-cluster:Connect\"")
                        .contains("AKIDEXAMPLE/")
                        .contains("/eu-west-1/kafka-cluster/aws4_request")
                        .contains("\"x-amz-signature\"")
                        .doesNotContain("secret-of-the-test");
            } finally {
                List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.region").forEach(System::clearProperty);
            }
        }
    }
}
