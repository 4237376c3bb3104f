package dev.clickstream.infra.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ChecksTest {
    @Test
    void theSoundTemplatePassesEveryCheck() {
        assertThat(Checks.findings(Checks.all(), Samples.sound())).isEmpty();
    }

    @Test
    void theSoundTemplateHasSomethingForEveryCheckToLookAt() {
        List<String> idle = Checks.all().stream()
                .filter(check -> Samples.sound()
                        .templates()
                        .getFirst()
                        .resources(check.types())
                        .isEmpty())
                .map(Check::name)
                .toList();

        // What this one looks for must not be there at all.
        assertThat(idle).containsExactly("network-no-way-out");
    }

    @Test
    void everyCheckHasATemplateThatMustFail() {
        assertThat(Samples.spoilt().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Checks.all().stream().map(Check::name).toList());
        assertThat(Samples.spoilt().values()).noneMatch(List::isEmpty);
    }

    @Test
    void namesAreUnique() {
        Set<String> names = new HashSet<>();

        assertThat(Checks.all()).allMatch(check -> names.add(check.name())).hasSizeGreaterThan(60);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("changes")
    void aSpoiltTemplateFailsItsCheckAndNoOther(String check, JsonNode change) {
        List<Finding> findings = Checks.findings(Checks.all(), Samples.spoiltBy(change));

        assertThat(findings.stream().map(Finding::check).collect(Collectors.toSet()))
                .as("%s", findings)
                .containsExactly(check);
        assertThat(findings).allMatch(finding -> !finding.found().isBlank());
    }

    static Stream<Arguments> changes() {
        return Samples.spoilt().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(change -> Arguments.of(entry.getKey(), change)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exceptions")
    void whatIsArguedForIsTolerated(String what, JsonNode change) {
        assertThat(Checks.findings(Checks.always(), Samples.spoiltBy(change)))
                .as(what)
                .isEmpty();
    }

    static Stream<Arguments> exceptions() {
        return Samples.tolerated().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @Test
    void aFindingNamesCheckStackResourceWhatIsThereAndWhatShouldBe() {
        JsonNode exec = Samples.spoilt().get("ecs-no-exec").getFirst();

        assertThat(Checks.findings(Checks.all(), Samples.spoiltBy(exec)))
                .containsExactly(new Finding(
                        "ecs-no-exec",
                        "sample",
                        "Service",
                        "EnableExecuteCommand is true",
                        "EnableExecuteCommand is said to be false: no shell in a task"));
    }

    @Test
    void onlyADeploymentThatKeepsItsDataMustRetainIt() {
        JsonNode deleted = Samples.spoilt().get("kept-on-deletion").getFirst();

        assertThat(Checks.findings(Checks.always(), Samples.spoiltBy(deleted))).isEmpty();
    }
}
