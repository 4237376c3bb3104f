package dev.clickstream.infra.check.data;

import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Fault;
import dev.clickstream.infra.check.template.Resource;
import dev.clickstream.infra.check.template.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * MSK. cdk-nag has no rule for sign-in with IAM, does not see serverless clusters, and passes a cluster that says nothing
 * about TLS: here what is not said is a fault.
 */
public final class MskChecks {
    private static final String CLUSTER = "AWS::MSK::Cluster";
    private static final String SERVERLESS = "AWS::MSK::ServerlessCluster";
    private static final String CONFIGURATION = "AWS::MSK::Configuration";

    private MskChecks() {}

    public static List<Check> all() {
        return List.of(
                Check.of(
                        "msk-iam-only",
                        "clients sign in with IAM and in no other way",
                        CLUSTER,
                        cluster -> Fault.either(List.of(
                                Fault.not(cluster, "ClientAuthentication.Sasl.Iam.Enabled", "true"),
                                Fault.when(cluster.isTrue("ClientAuthentication.Sasl.Scram.Enabled"), "SCRAM is on"),
                                Fault.when(
                                        cluster.isTrue("ClientAuthentication.Tls.Enabled")
                                                || cluster.has("ClientAuthentication.Tls.CertificateAuthorityArnList"),
                                        "sign-in with certificates is on")))),
                Check.of(
                        "msk-no-strangers",
                        "unauthenticated access is said to be off",
                        CLUSTER,
                        cluster -> Fault.not(cluster, "ClientAuthentication.Unauthenticated.Enabled", "false")),
                Check.of(
                        "msk-tls",
                        "TLS is said to be the only way, to brokers and between them",
                        CLUSTER,
                        cluster -> Fault.either(List.of(
                                Fault.not(cluster, "EncryptionInfo.EncryptionInTransit.ClientBroker", "TLS"),
                                Fault.not(cluster, "EncryptionInfo.EncryptionInTransit.InCluster", "true")))),
                Check.of(
                        "msk-cmk",
                        "a key of ours encrypts the volumes",
                        CLUSTER,
                        cluster -> Fault.missing(cluster, "EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId")),
                Check.of(
                        "msk-private",
                        "no public access, in at least three subnets, with its own security group",
                        CLUSTER,
                        MskChecks::exposed),
                Check.of(
                        "msk-logs",
                        "brokers' logs go to CloudWatch",
                        CLUSTER,
                        cluster -> Fault.not(cluster, "LoggingInfo.BrokerLogs.CloudWatchLogs.Enabled", "true")),
                Check.beside(
                        "msk-configuration",
                        "a configuration of the same stack, so that it can be checked",
                        CLUSTER,
                        (cluster, template) -> Fault.when(
                                configuration(cluster, template).isEmpty(),
                                Fault.said(cluster, "ConfigurationInfo.Arn"))),
                setting("msk-no-auto-create", "auto.create.topics.enable", "false"),
                setting("msk-no-unclean-leader", "unclean.leader.election.enable", "false"),
                setting("msk-replication", "default.replication.factor", "3"),
                setting("msk-min-isr", "min.insync.replicas", "2"),
                setting("msk-transactions", "transaction.state.log.min.isr", "2"),
                Check.of(
                        "msk-serverless-iam",
                        "clients sign in with IAM",
                        SERVERLESS,
                        cluster -> Fault.not(cluster, "ClientAuthentication.Sasl.Iam.Enabled", "true")),
                Check.of(
                        "msk-serverless-private",
                        "subnets and security groups are named",
                        SERVERLESS,
                        cluster -> Fault.when(
                                cluster.each("VpcConfigs").isEmpty()
                                        || cluster.each("VpcConfigs").stream()
                                                .anyMatch(vpc -> vpc.path("SecurityGroups")
                                                                .isEmpty()
                                                        || vpc.path("SubnetIds").isEmpty()),
                                Fault.said(cluster, "VpcConfigs"))));
    }

    private static Optional<String> exposed(Resource cluster) {
        String access = cluster.text("BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type");
        return Fault.either(List.of(
                Fault.when(!access.isEmpty() && !access.equals("DISABLED"), "PublicAccess is " + access),
                Fault.when(
                        cluster.each("BrokerNodeGroupInfo.ClientSubnets").size() < 3,
                        Fault.said(cluster, "BrokerNodeGroupInfo.ClientSubnets")),
                Fault.missing(cluster, "BrokerNodeGroupInfo.SecurityGroups")));
    }

    private static Check setting(String name, String key, String wanted) {
        return Check.of(name, "%s=%s in the server's settings".formatted(key, wanted), CONFIGURATION, configuration -> {
            String found = settings(configuration).getOrDefault(key, "missing");
            return Fault.when(!found.equals(wanted), key + " is " + found);
        });
    }

    private static Map<String, String> settings(Resource configuration) {
        Map<String, String> settings = new HashMap<>();
        configuration
                .text("ServerProperties")
                .lines()
                .map(line -> line.split("=", 2))
                .forEach(setting -> {
                    if (setting.length == 2) {
                        settings.put(setting[0].strip(), setting[1].strip());
                    }
                });
        return settings;
    }

    private static Optional<Resource> configuration(Resource cluster, Template template) {
        return template.referred(CONFIGURATION, cluster.text("ConfigurationInfo.Arn"));
    }
}
