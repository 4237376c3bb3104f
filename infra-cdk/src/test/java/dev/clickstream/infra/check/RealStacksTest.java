package dev.clickstream.infra.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.StackName;
import dev.clickstream.infra.SynthesisedApp;
import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.template.Assembly;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RealStacksTest {
    /** What the platform does not have; of everything else there must be something to look at. */
    private static final Set<String> ABSENT = Set.of(
            "lambda-no-url",
            "msk-serverless-iam",
            "msk-serverless-private",
            "network-no-way-out",
            "secrets-cmk",
            "secrets-not-in-template");

    static Stream<Profile> profiles() {
        return Profile.all().stream();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void noCheckFindsAnythingInAnyStack(Profile profile) {
        Assembly assembly = SynthesisedApp.of(profile);

        assertThat(assembly.templates()).hasSize(StackName.values().length);
        assertThat(Checks.findings(profile.keepsData() ? Checks.all() : Checks.always(), assembly))
                .isEmpty();
    }

    @Test
    void theStacksHaveSomethingForEveryCheckToLookAt() {
        Assembly assembly = SynthesisedApp.of(Profile.PRODUCTION);
        Set<String> idle = new TreeSet<>();
        for (Check check : Checks.all()) {
            List<?> seen = assembly.templates().stream()
                    .flatMap(template -> template.resources(check.types()).stream())
                    .toList();
            if (seen.isEmpty()) {
                idle.add(check.name());
            }
        }

        assertThat(ABSENT).containsAll(idle);
    }
}
