package dev.clickstream.infra.nag;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import io.github.cdklabs.cdknag.NagReportFormat;
import io.github.cdklabs.cdknag.ServerlessChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Has the packs AwsSolutions, NIST 800-53 r5 and Serverless look at an app while it is synthesised, and reads what they say. */
public final class NagReview {
    private static final String REPORT = "-NagReport.json";
    private static final List<NagReportFormat> FORMATS = List.of(NagReportFormat.JSON);

    private NagReview() {}

    /** To be called before the app is synthesised. */
    public static void attachTo(App app) {
        Aspects.of(app)
                .add(AwsSolutionsChecks.Builder.create()
                        .reports(true)
                        .reportFormats(FORMATS)
                        .build());
        Aspects.of(app)
                .add(NIST80053R5Checks.Builder.create()
                        .reports(true)
                        .reportFormats(FORMATS)
                        .build());
        Aspects.of(app)
                .add(ServerlessChecks.Builder.create()
                        .reports(true)
                        .reportFormats(FORMATS)
                        .build());
    }

    /** @param directory into which the app was synthesised */
    public static List<Finding> read(Path directory) {
        JsonMapper json = new JsonMapper();
        try (Stream<Path> files = Files.list(directory)) {
            List<Finding> findings = new ArrayList<>();
            for (Path file : files.filter(file -> file.getFileName().toString().endsWith(REPORT))
                    .sorted()
                    .toList()) {
                String pack = file.getFileName().toString().replaceFirst("-clickstream.*", "");
                for (JsonNode line : json.readTree(Files.readString(file)).path("lines")) {
                    findings.add(finding(pack, line));
                }
            }
            return findings;
        } catch (IOException e) {
            throw new UncheckedIOException("cdk-nag's reports in " + directory + " cannot be read", e);
        }
    }

    private static Finding finding(String pack, JsonNode line) {
        String reason = line.path("exceptionReason").asString("");
        return new Finding(
                pack,
                line.path("ruleId").asString(),
                line.path("resourceId").asString(),
                compliance(line.path("compliance").asString()),
                Finding.Level.valueOf(line.path("ruleLevel").asString().toUpperCase(Locale.ROOT)),
                reason.equals("N/A") ? "" : reason,
                line.path("ruleInfo").asString());
    }

    private static Finding.Compliance compliance(String word) {
        return switch (word) {
            case "Compliant" -> Finding.Compliance.COMPLIANT;
            case "Non-Compliant" -> Finding.Compliance.NON_COMPLIANT;
            case "Suppressed" -> Finding.Compliance.SUPPRESSED;
            default -> Finding.Compliance.UNKNOWN;
        };
    }
}
