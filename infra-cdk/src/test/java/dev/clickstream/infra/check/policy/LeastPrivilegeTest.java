package dev.clickstream.infra.check.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.check.template.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the synthesised roles may do is what their programs need, and no more. */
class LeastPrivilegeTest {
    private static final Path TABLE = Path.of("target/denied-escalations.md");
    private static final Path DOCUMENT = Path.of("../docs/reference/least-privilege.md");
    private static final Map<Profile, Deployment> DEPLOYMENTS = new HashMap<>();

    static Stream<Profile> profiles() {
        return Profile.all().stream();
    }

    private static Deployment deployment(Profile profile) {
        return DEPLOYMENTS.computeIfAbsent(profile, Deployment::of);
    }

    private static Deployment neighbour(Profile profile) {
        return deployment(profile.equals(Profile.SMALL) ? Profile.PRODUCTION : Profile.SMALL);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everythingAProgramNeedsIsAllowed(Profile profile) throws IOException {
        Deployment deployment = deployment(profile);
        List<Case> needs = Needs.of(deployment);

        assertThat(needs).hasSizeGreaterThan(100);
        assertThat(needs.stream()
                        .flatMap(need -> need.requests().stream()
                                .map(request -> deployment.account().decide(request))
                                .filter(decision -> !decision.isAllowed())
                                .map(decision -> need + ": " + decision.reason())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everyEscalationIsDenied(Profile profile) {
        Deployment deployment = deployment(profile);
        List<Case> escalations = Escalations.of(deployment, neighbour(profile));

        assertThat(Escalations.named(escalations)).isGreaterThanOrEqualTo(30);
        assertThat(escalations.stream()
                        .flatMap(escalation -> escalation.requests().stream()
                                .map(request -> deployment.account().decide(request))
                                .filter(Decision::isAllowed)
                                .map(decision -> escalation + ": " + decision.reason())))
                .isEmpty();
    }

    /** The way there must be open too: an endpoint's policy can refuse what the role may do. */
    @ParameterizedTest
    @MethodSource("profiles")
    void whatAProgramNeedsPassesTheNetworksEndpoints(Profile profile) throws IOException {
        Deployment deployment = deployment(profile);
        List<Resource> endpoints = deployment.assembly().resources("AWS::EC2::VPCEndpoint");
        Set<String> inNetwork =
                Set.of("collector", "sink", "loader", "runner", "copy", "workflows-start", "loader-start");
        Set<String> refused = new TreeSet<>();
        int asked = 0;
        for (Case need : Needs.of(deployment)) {
            for (Request request : need.requests()) {
                for (Resource endpoint : endpoints) {
                    if (inNetwork.contains(need.role()) && serves(endpoint, request)) {
                        asked++;
                        if (!passes(endpoint, request)) {
                            refused.add("%s: %s at %s".formatted(need, request.action(), endpoint.id()));
                        }
                    }
                }
            }
        }

        assertThat(asked).isGreaterThan(15);
        assertThat(refused).isEmpty();
    }

    /** ECR keeps the layers of images in a bucket of its own. */
    @Test
    void theLayersOfImagesPassTheEndpointOfS3() {
        Deployment deployment = deployment(Profile.PRODUCTION);
        Request layer = Request.of(
                deployment.role("loader-start"),
                "s3:GetObject",
                "arn:aws:s3:::prod-ap-southeast-1-starport-layer-bucket/x");
        Request elsewhere = Request.of(deployment.role("loader"), "s3:PutObject", "arn:aws:s3:::bucket-of-mallory/x")
                .with("aws:ResourceAccount", "999999999999");

        List<Resource> s3 = deployment.assembly().resources("AWS::EC2::VPCEndpoint").stream()
                .filter(endpoint -> serves(endpoint, layer))
                .toList();
        assertThat(s3)
                .hasSize(1)
                .allMatch(endpoint -> passes(endpoint, layer))
                .noneMatch(endpoint -> passes(endpoint, elsewhere));
    }

    private static boolean serves(Resource endpoint, Request request) {
        String name = endpoint.text("ServiceName");
        String service = request.service();
        // A function's log is written outside its network; requests for a key come from the service that stores the
        // data.
        return !request.principal().contains("Collector") || !service.equals("logs")
                ? name.endsWith("." + service) || service.equals("ecr") && name.contains(".ecr.api")
                : false;
    }

    private static boolean passes(Resource endpoint, Request request) {
        if (!endpoint.has("PolicyDocument")) {
            return true;
        }
        Request there = request.context().containsKey("aws:ResourceAccount")
                ? request
                : request.with(
                        "aws:ResourceAccount",
                        request.resource().contains("starport") ? "1" : Request.account(request.principal()));
        List<Statement> statements = Statement.of(endpoint.id(), endpoint.at("PolicyDocument")).stream()
                .filter(statement -> statement.names(request.principal()) && statement.covers(there))
                .toList();
        return statements.stream().anyMatch(Statement::allows)
                && statements.stream().allMatch(Statement::allows);
    }

    @Test
    void everyRoleOfTheStacksHasItsTests() throws IOException {
        Deployment deployment = deployment(Profile.PRODUCTION);
        Set<String> roles = deployment.assembly().resources("AWS::IAM::Role").stream()
                .map(Resource::arn)
                .collect(Collectors.toSet());

        assertThat(deployment.roles().values()).containsExactlyInAnyOrderElementsOf(roles);
        assertThat(Needs.of(deployment).stream().map(Case::role).collect(Collectors.toSet()))
                .isEqualTo(deployment.roles().keySet());
        assertThat(Escalations.of(deployment, neighbour(Profile.PRODUCTION)).stream()
                        .map(Case::role)
                        .collect(Collectors.toSet()))
                .isEqualTo(deployment.roles().keySet());
    }

    /** A statement that no need uses gives too much. */
    @Test
    void everyStatementIsNeeded() throws IOException {
        Deployment deployment = deployment(Profile.PRODUCTION);
        Set<String> granted = new TreeSet<>();
        Set<String> used = new TreeSet<>();
        for (Map.Entry<String, String> role : deployment.roles().entrySet()) {
            for (Statement statement : deployment.account().identityStatements(role.getValue())) {
                granted.add(role.getKey() + ": " + sid(statement.source()));
            }
        }
        for (Case need : Needs.of(deployment)) {
            for (Request request : need.requests()) {
                if (deployment.account().decide(request) instanceof Decision.Allowed allowed) {
                    used.add(need.role() + ": " + sid(allowed.by()));
                }
            }
        }

        assertThat(granted).isEqualTo(used);
    }

    @Test
    void theTableOfDeniedEscalationsIsWritten() throws IOException {
        StringBuilder table = new StringBuilder("# Denied escalations\n");
        for (Profile profile : Profile.all()) {
            Deployment deployment = deployment(profile);
            List<Case> escalations = Escalations.of(deployment, neighbour(profile));
            table.append("\n## %s: %d named, tried in %d requests; %d needs allowed\n\n"
                    .formatted(
                            profile.name(),
                            Escalations.named(escalations),
                            escalations.stream()
                                    .mapToInt(each -> each.requests().size())
                                    .sum(),
                            Needs.of(deployment).size()));
            table.append("| role | escalation | action | decision | reason |\n| --- | --- | --- | --- | --- |\n");
            for (Case escalation : escalations) {
                Request request = escalation.requests().getFirst();
                Decision decision = deployment.account().decide(request);
                table.append("| %s | %s | `%s` | %s | %s |\n"
                        .formatted(
                                escalation.role(),
                                escalation.what(),
                                request.action(),
                                decision.isAllowed() ? "**allowed**" : "denied",
                                decision.reason()));
            }
        }
        Files.createDirectories(TABLE.getParent());
        Files.writeString(TABLE, table);

        assertThat(table.toString()).doesNotContain("**allowed**");
    }

    @Test
    void theDocumentSaysWhatTheStacksSay() throws IOException {
        Deployment deployment = deployment(Profile.PRODUCTION);
        String text = LeastPrivilegeDocument.of(deployment, Escalations.of(deployment, neighbour(Profile.PRODUCTION)));
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, text);
        }

        assertThat(text)
                .as("%s is stale; if the change is meant, write it anew with -Dgolden.write=true", DOCUMENT)
                .isEqualTo(Files.readString(DOCUMENT));
    }

    static String sid(String source) {
        return source.substring(source.indexOf(" / ") + 3);
    }
}
