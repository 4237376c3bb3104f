package dev.clickstream.infra.check.compute;

import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Fault;
import dev.clickstream.infra.check.template.Resource;
import dev.clickstream.infra.check.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The network has no way to the internet, and between its parties only the ways that are named. */
public final class NetworkChecks {
    private static final Set<String> WAYS_OUT = Set.of(
            "AWS::EC2::InternetGateway",
            "AWS::EC2::VPCGatewayAttachment",
            "AWS::EC2::NatGateway",
            "AWS::EC2::EgressOnlyInternetGateway",
            "AWS::EC2::EIP",
            "AWS::EC2::VPCPeeringConnection",
            "AWS::EC2::TransitGatewayAttachment");
    private static final Set<String> RULES =
            Set.of("AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress");
    private static final String GROUP = "AWS::EC2::SecurityGroup";
    private static final String HTTPS = "443";

    private NetworkChecks() {}

    public static List<Check> all() {
        return List.of(
                Check.of(
                        "network-no-way-out",
                        "no gateway, no public address, no peering",
                        WAYS_OUT,
                        resource -> Optional.of("it is a %s".formatted(resource.type()))),
                Check.of(
                        "network-private-subnets",
                        "a subnet gives no public addresses",
                        "AWS::EC2::Subnet",
                        subnet -> Fault.when(subnet.isTrue("MapPublicIpOnLaunch"), "MapPublicIpOnLaunch is true")),
                new Check(
                        "network-ingress",
                        "who may come in is a named group and port, never the whole world",
                        RULES,
                        (group, template) ->
                                faults(group, template, "Ingress", rule -> isWorld(rule) || isAnyPort(rule))),
                new Check(
                        "network-egress",
                        "one goes out to a named group and port; to any address by HTTPS only (gateway endpoints have no group)",
                        RULES,
                        (group, template) -> faults(
                                group,
                                template,
                                "Egress",
                                rule -> !isNowhere(rule)
                                        && (isAnyPort(rule)
                                                || isWorld(rule)
                                                        && !rule.path("ToPort")
                                                                .asString("")
                                                                .equals(HTTPS)))),
                Check.of(
                        "network-endpoint-policies",
                        "an endpoint serves named actions or this account only",
                        "AWS::EC2::VPCEndpoint",
                        NetworkChecks::openEndpoint));
    }

    private static Optional<String> faults(
            Resource group, Template template, String direction, Predicate<JsonNode> wrong) {
        List<JsonNode> rules = new ArrayList<>(group.each("SecurityGroup" + direction));
        if (group.type().endsWith(direction)) {
            rules.add(group.definition().path("Properties"));
        }
        if (direction.equals("Egress")
                && group.is(GROUP)
                && !group.has("SecurityGroupEgress")
                && !hasOwnRules(group, template)) {
            return Optional.of("it says nothing about egress: everything is allowed");
        }
        return Fault.joined(rules, wrong, rule -> "%s %s".formatted(direction.toLowerCase(Locale.ROOT), rule));
    }

    /** Rules of their own beside the group take the default rule away, as rules within it do. */
    private static boolean hasOwnRules(Resource group, Template template) {
        return template.resources("AWS::EC2::SecurityGroupEgress").stream()
                .anyMatch(rule -> rule.text("GroupId").equals(group.ref() + ".GroupId")
                        || rule.text("GroupId").equals(group.ref()));
    }

    private static boolean isWorld(JsonNode rule) {
        return rule.path("CidrIp").asString("").endsWith("/0")
                || rule.path("CidrIpv6").asString("").endsWith("/0");
    }

    /** What CDK writes for a group that lets nothing out. */
    private static boolean isNowhere(JsonNode rule) {
        return rule.path("CidrIp").asString("").equals("255.255.255.255/32");
    }

    private static boolean isAnyPort(JsonNode rule) {
        return rule.path("IpProtocol").asString("").equals("-1")
                || !rule.path("FromPort")
                        .asString("")
                        .equals(rule.path("ToPort").asString(""));
    }

    private static Optional<String> openEndpoint(Resource endpoint) {
        if (!endpoint.has("PolicyDocument.Statement")) {
            return Optional.of("it has no policy: everybody may reach every account through it");
        }
        return Fault.joined(
                endpoint.each("PolicyDocument.Statement"),
                statement -> statement.path("Effect").asString("").equals("Allow")
                        && !namesAccount(statement.path("Condition"))
                        && Resource.elements(statement.path("Resource")).stream()
                                .anyMatch(resource -> resource.asString("").equals("*")),
                statement -> "statement %s is for every account"
                        .formatted(statement.path("Sid").asString("without a name")));
    }

    private static boolean namesAccount(JsonNode condition) {
        for (String operator : List.of("StringEquals", "ArnLike", "ArnEquals")) {
            for (String key : condition.path(operator).propertyNames()) {
                if (Set.of("aws:PrincipalAccount", "aws:ResourceAccount", "aws:PrincipalArn")
                        .contains(key)) {
                    return true;
                }
            }
        }
        return false;
    }
}
