package dev.clickstream.infra.stack;

import static dev.clickstream.infra.Template.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.StackName;
import dev.clickstream.infra.Synthesis;
import dev.clickstream.infra.Template;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NetworkStackTest {
    private static Template network;

    @BeforeAll
    static void synthesise() {
        network = Synthesis.of(Profile.PRODUCTION).of(StackName.NETWORK);
    }

    @Test
    void thereIsNoWayToTheInternet() {
        assertThat(network.resources("AWS::EC2::InternetGateway")).isEmpty();
        assertThat(network.resources("AWS::EC2::NatGateway")).isEmpty();
        assertThat(network.resources("AWS::EC2::Route")).isEmpty();
        assertThat(network.all("AWS::EC2::Subnet"))
                .hasSize(3)
                .allSatisfy(
                        subnet -> assertThat(subnet.path("MapPublicIpOnLaunch").asBoolean(true))
                                .isFalse());
    }

    @Test
    void itTakesTheRegionsFirstZonesWithoutAskingForThem() {
        assertThat(network.all("AWS::EC2::Subnet").stream()
                        .map(subnet -> subnet.path("AvailabilityZone").toString()))
                .containsExactlyInAnyOrder(
                        "{\"Fn::Select\":[0,{\"Fn::GetAZs\":\"\"}]}",
                        "{\"Fn::Select\":[1,{\"Fn::GetAZs\":\"\"}]}",
                        "{\"Fn::Select\":[2,{\"Fn::GetAZs\":\"\"}]}");
    }

    @Test
    void servicesAreReachedThroughTheseEndpointsAndNoOther() {
        assertThat(network.all("AWS::EC2::VPCEndpoint").stream()
                        .map(endpoint ->
                                endpoint.path("ServiceName").toString().replaceAll(".*\"\\.([a-z0-9.-]+)\".*", "$1")))
                .containsExactlyInAnyOrder(
                        "ecr.api", "ecr.dkr", "logs", "secretsmanager", "redshift-serverless", "s3", "dynamodb");
    }

    @Test
    void throughTheEndpointsNobodyGetsAtAnotherAccountsData() {
        assertThat(network.all("AWS::EC2::VPCEndpoint"))
                .hasSize(7)
                .allSatisfy(endpoint -> assertThat(
                                endpoint.at("/PolicyDocument/Statement").valueStream())
                        .allSatisfy(NetworkStackTest::isBounded));
    }

    private static void isBounded(JsonNode statement) {
        boolean own = statement
                        .at("/Condition/StringEquals/aws:ResourceAccount")
                        .isObject()
                || statement.at("/Condition/StringEquals/aws:PrincipalAccount").isObject();
        assertThat(texts(statement.path("Action"))).noneMatch(action -> action.contains("*"));
        boolean layers = texts(statement.path("Resource")).toString().contains("starport-layer-bucket");
        assertThat(own || layers).as(statement.toString()).isTrue();
    }

    @Test
    void everyOpenWayIsDescribedAndNoneIsOpenToTheWorld() {
        assertThat(network.all("AWS::EC2::SecurityGroup")).hasSize(10).allSatisfy(group -> {
            assertThat(group.path("GroupDescription").asString()).isNotBlank();
            assertThat(group.has("SecurityGroupIngress")).isFalse();
        });
        assertThat(network.all("AWS::EC2::SecurityGroupIngress")).hasSize(17).allSatisfy(rule -> {
            assertThat(rule.path("Description").asString()).contains(" to ");
            assertThat(rule.has("SourceSecurityGroupId")).isTrue();
            assertThat(rule.has("CidrIp")).isFalse();
        });
        assertThat(network.all("AWS::EC2::SecurityGroupIngress").stream()
                        .map(rule -> rule.path("FromPort").asInt()))
                .isSubsetOf(Set.of(443, 5440, 6379, 9098));
    }

    @Test
    void everyFlowIsLogged() {
        assertThat(network.only("AWS::EC2::FlowLog").path("TrafficType").asString())
                .isEqualTo("ALL");
        assertThat(network.only("AWS::Logs::LogGroup").has("KmsKeyId")).isTrue();
    }
}
