package dev.clickstream.infra.check.data;

import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Fault;
import dev.clickstream.infra.check.template.Resource;
import dev.clickstream.infra.check.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For a deployment that keeps its data: what holds data outlives its stack. */
public final class KeptDataChecks {
    private static final Set<String> STORES = Set.of(
            "AWS::MSK::Cluster",
            "AWS::DynamoDB::GlobalTable",
            "AWS::DynamoDB::Table",
            "AWS::S3::Bucket",
            "AWS::RedshiftServerless::Namespace");

    private static final String KEY = "AWS::KMS::Key";
    private static final Set<String> WITH_KEYS =
            Stream.concat(STORES.stream(), Stream.of(KEY)).collect(Collectors.toSet());

    private KeptDataChecks() {}

    public static List<Check> all() {
        return List.of(
                new Check(
                        "kept-on-deletion",
                        "what holds data, and the key to it, outlives its stack",
                        WITH_KEYS,
                        (store, template) -> Fault.when(
                                holdsData(store, template) && !store.isKept(), said(store, "DeletionPolicy"))),
                new Check(
                        "kept-on-replacement",
                        "a change that would replace it leaves the old one behind",
                        WITH_KEYS,
                        (store, template) -> Fault.when(
                                holdsData(store, template)
                                        && !Set.of("Retain", "Snapshot").contains(policy(store, "UpdateReplacePolicy")),
                                said(store, "UpdateReplacePolicy"))),
                Check.of(
                        "kept-versions",
                        "a bucket keeps what is overwritten or deleted",
                        "AWS::S3::Bucket",
                        KeptDataChecks::versions));
    }

    /** A key holds data if a store of its stack does; the keys of logs may go with them. */
    private static boolean holdsData(Resource resource, Template template) {
        return !resource.is(KEY) || !template.resources(STORES).isEmpty();
    }

    private static String policy(Resource store, String name) {
        return store.definition().path(name).asString("missing");
    }

    private static String said(Resource store, String name) {
        return "%s is %s".formatted(name, policy(store, name));
    }

    private static Optional<String> versions(Resource bucket) {
        return Fault.not(bucket, "VersioningConfiguration.Status", "Enabled");
    }
}
