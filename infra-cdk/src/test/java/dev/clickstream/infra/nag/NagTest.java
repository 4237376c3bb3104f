package dev.clickstream.infra.nag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.Synthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three rule packs over every stack of every profile. The findings are left in {@code target/nag-<profile>.md}. */
class NagTest {
    static Stream<Profile> profiles() {
        return Profile.all().stream();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everyRuleIsFollowedOrItsExceptionArgued(Profile profile) throws IOException {
        List<Finding> findings = Synthesis.of(profile).findings();
        Files.writeString(
                Path.of("target", "nag-%s.md".formatted(profile.name())), NagDocument.of(profile.name(), findings));

        assertThat(findings)
                .filteredOn(finding -> finding.isOpen() && finding.level() == Finding.Level.ERROR)
                .isEmpty();
        assertThat(findings.stream().map(Finding::pack).distinct())
                .containsExactlyInAnyOrder("AwsSolutions", "NIST.800.53.R5", "Serverless");
        assertThat(findings).hasSizeGreaterThan(300);
    }

    @Test
    void atMostFiveRulesHaveExceptionsAndEachExceptionItsReason() {
        List<Finding> exceptions = Synthesis.of(Profile.PRODUCTION).findings().stream()
                .filter(finding -> finding.compliance() == Finding.Compliance.SUPPRESSED)
                .toList();

        assertThat(exceptions.stream()
                        .map(finding -> finding.rule().replaceFirst("\\[.*", ""))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "AwsSolutions-APIG4",
                        "AwsSolutions-ECS2",
                        "AwsSolutions-IAM5",
                        "NIST.800.53.R5-LambdaDLQ",
                        "NIST.800.53.R5-S3BucketReplicationEnabled",
                        "NIST.800.53.R5-VPCDefaultSecurityGroupClosed",
                        "Serverless-EventBusDLQ",
                        "Serverless-LambdaAsyncFailureDestination",
                        "Serverless-LambdaDLQ");
        assertThat(exceptions)
                .allSatisfy(finding -> assertThat(finding.reason()).hasSizeGreaterThan(40));
    }

    @Test
    void theDocumentListsFiguresThenWhatIsOpenThenWhatIsSuppressed() {
        String page = NagDocument.of(
                "dev",
                List.of(
                        new Finding(
                                "P",
                                "P-1",
                                "a/b",
                                Finding.Compliance.NON_COMPLIANT,
                                Finding.Level.ERROR,
                                "",
                                "so | so"),
                        new Finding(
                                "P", "P-2", "a/c", Finding.Compliance.SUPPRESSED, Finding.Level.ERROR, "because", "x"),
                        new Finding("P", "P-3", "a/d", Finding.Compliance.COMPLIANT, Finding.Level.ERROR, "", "x")));

        assertThat(page).isEqualTo("""
                        # cdk-nag: dev

                        | pack | followed | suppressed | open errors | open warnings |
                        | --- | --- | --- | --- | --- |
                        | P | 1 | 1 | 1 | 0 |

                        ## Open

                        | rule | resource | |
                        | --- | --- | --- |
                        | P-1 | a/b | ERROR: so \\| so |

                        ## Suppressed

                        | rule | resource | |
                        | --- | --- | --- |
                        | P-2 | a/c | because |
                        """);
    }
}
