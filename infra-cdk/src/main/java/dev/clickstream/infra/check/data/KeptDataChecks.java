package dev.clickstream.infra.check.data;

import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Fault;
import dev.clickstream.infra.check.template.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** For a deployment that keeps its data: what holds data outlives its stack. */
public final class KeptDataChecks {
    private static final Set<String> STORES = Set.of(
            "AWS::MSK::Cluster",
            "AWS::DynamoDB::GlobalTable",
            "AWS::DynamoDB::Table",
            "AWS::S3::Bucket",
            "AWS::KMS::Key",
            "AWS::RedshiftServerless::Namespace");

    private KeptDataChecks() {}

    public static List<Check> all() {
        return List.of(
                Check.of(
                        "kept-on-deletion",
                        "what holds data, and the key to it, outlives its stack",
                        STORES,
                        store -> Fault.when(
                                !store.isKept(),
                                "DeletionPolicy is "
                                        + store.definition()
                                                .path("DeletionPolicy")
                                                .asString("missing"))),
                Check.of(
                        "kept-on-replacement",
                        "a change that would replace it leaves the old one behind",
                        STORES,
                        store -> {
                            String policy = store.definition()
                                    .path("UpdateReplacePolicy")
                                    .asString("missing");
                            return Fault.when(
                                    !policy.equals("Retain") && !policy.equals("Snapshot"),
                                    "UpdateReplacePolicy is " + policy);
                        }),
                Check.of(
                        "kept-versions",
                        "a bucket keeps what is overwritten or deleted",
                        "AWS::S3::Bucket",
                        KeptDataChecks::versions));
    }

    private static Optional<String> versions(Resource bucket) {
        return Fault.not(bucket, "VersioningConfiguration.Status", "Enabled");
    }
}
