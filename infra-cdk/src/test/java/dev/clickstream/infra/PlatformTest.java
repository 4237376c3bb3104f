package dev.clickstream.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class PlatformTest {
    private static final int MOST_RESOURCES = 500;
    private static final long MOST_BYTES = 1_000_000;
    /** Of a customer-managed policy, white space apart. */
    private static final int MOST_OF_A_POLICY = 6_144;

    static Stream<Profile> profiles() {
        return Profile.all().stream();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everyStackOfEveryProfileIsWithinCloudFormationsLimits(Profile profile) throws IOException {
        Map<StackName, Template> templates = Synthesis.of(profile).templates();

        assertThat(templates.keySet()).containsExactlyElementsOf(EnumSet.allOf(StackName.class));
        for (Template template : templates.values()) {
            assertThat(template.resourceCount()).as(template.file().toString()).isBetween(1, MOST_RESOURCES);
            assertThat(Files.size(template.file()))
                    .as(template.file().toString())
                    .isLessThan(MOST_BYTES);
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void nothingIsLookedUpAndNothingNeedsAFunctionOfTheCdksOwn(Profile profile) throws IOException {
        Synthesis synthesis = Synthesis.of(profile);

        assertThat(Files.readString(synthesis.directory().resolve("manifest.json")))
                .doesNotContain("\"missing\"");
        synthesis.templates().forEach((name, template) -> {
            assertThat(template.json().toString()).doesNotContain("Custom::", "dummy1a");
            assertThat(template.resources("AWS::Lambda::Function")).hasSize(name == StackName.EDGE ? 2 : 0);
        });
    }

    /** References become their longest values, so that a policy is not refused at deployment for its size. */
    @ParameterizedTest
    @MethodSource("profiles")
    void noPolicyIsLongerThanIamTakes(Profile profile) {
        Synthesis.of(profile).templates().values().stream()
                .flatMap(template -> template.resources("AWS::IAM::ManagedPolicy").entrySet().stream())
                .forEach(policy -> assertThat(written(policy.getValue().at("/Properties/PolicyDocument")))
                        .as(policy.getKey())
                        .isLessThan(MOST_OF_A_POLICY));
    }

    @Test
    void onlyTheEdgeAndTheServicesAskAnythingAtDeployment() {
        Synthesis.of(Profile.SMALL)
                .templates()
                .forEach((name, template) -> assertThat(template.parameters())
                        .as(name.word())
                        .isEqualTo(
                                switch (name) {
                                    case EDGE ->
                                        Set.of(
                                                "KafkaBootstrap",
                                                "SourcesArn",
                                                "PiiKeysArn",
                                                "SourcesKeyArn",
                                                "HeartbeatWriteKey");
                                    case SERVICES -> Set.of("KafkaBootstrap");
                                    case FRONT -> Set.of("ApiDomain");
                                    default -> Set.of();
                                }));
    }

    @Test
    void whatKeepsDataRefusesToBeDeletedAsAStack() throws IOException {
        assertThat(Files.readString(Synthesis.of(Profile.PRODUCTION).directory().resolve("manifest.json")))
                .contains("\"terminationProtection\": true");
        assertThat(Files.readString(Synthesis.of(Profile.DEV).directory().resolve("manifest.json")))
                .doesNotContain("\"terminationProtection\": true");
    }

    @Test
    void aStackWithoutThoseItNeedsIsRefusedNamingThem() {
        Synthesis.requireNode();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Synthesis.of(Profile.DEV, EnumSet.of(StackName.SERVICES, StackName.NETWORK)))
                .withMessage("the chosen stacks need these too: state,stream,cache,warehouse");
    }

    @Test
    void theFrontWithoutANameIsRefused() {
        Options options = Options.of(Profile.DEV);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withStacks(EnumSet.of(StackName.FRONT)))
                .withMessageContaining("--front-domain");
    }

    @Test
    void anUnknownStackIsRefusedNamingThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StackName.of("edges"))
                .withMessage(
                        "there is no stack 'edges'; there are network, state, stream, cache, warehouse, edge, services,"
                                + " observability, front");
    }

    /** How many characters the JSON has once references are resolved, with longest names. */
    private static int written(JsonNode node) {
        if (node.isObject()) {
            String first = node.size() == 1 ? node.propertyNames().iterator().next() : "";
            return switch (first) {
                case "Ref" -> node.path("Ref").asString().startsWith("AWS::") ? 14 : 90;
                case "Fn::ImportValue", "Fn::GetAtt" -> 110;
                // A cluster's ARN in two: up to the kind of thing, and its name with an id.
                case "Fn::Select" -> 70;
                case "Fn::Join" ->
                    2
                            + node.path("Fn::Join")
                                    .get(1)
                                    .valueStream()
                                    .mapToInt(part ->
                                            part.isString() ? part.asString().length() : written(part))
                                    .sum();
                default ->
                    2
                            + node.propertyStream()
                                    .mapToInt(property -> property.getKey().length() + 4 + written(property.getValue()))
                                    .sum();
            };
        }
        if (node.isArray()) {
            return 2 + node.valueStream().mapToInt(each -> 1 + written(each)).sum();
        }
        return node.toString().length();
    }
}
