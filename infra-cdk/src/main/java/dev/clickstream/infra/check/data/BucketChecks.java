package dev.clickstream.infra.check.data;

import dev.clickstream.infra.check.policy.BucketPolicy;
import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Fault;
import dev.clickstream.infra.check.template.Resource;
import dev.clickstream.infra.check.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** S3. What a bucket's policy enforces is asked of the policy's evaluation, not of its wording. */
public final class BucketChecks {
    private static final String BUCKET = "AWS::S3::Bucket";
    private static final String POLICY = "AWS::S3::BucketPolicy";
    private static final List<String> WRITTEN_ONCE = List.of("landing/", "plan/", "manifest/");

    private BucketChecks() {}

    public static List<Check> all() {
        return List.of(
                Check.beside(
                        "s3-write-once",
                        "the lake refuses a write to landing/, plan/ or manifest/ that may overwrite",
                        BUCKET,
                        BucketChecks::overwritten),
                Check.beside(
                        "s3-tls",
                        "requests without TLS, or with one older than 1.2, are refused",
                        BUCKET,
                        (bucket, template) -> Fault.either(List.of(
                                Fault.when(
                                        !policy(bucket, template)
                                                .forbids("s3:GetObject", "any", Map.of("aws:SecureTransport", "false")),
                                        "plain HTTP is not refused"),
                                Fault.when(
                                        !policy(bucket, template)
                                                .forbids("s3:GetObject", "any", Map.of("s3:TlsVersion", "1.1")),
                                        "TLS 1.1 is not refused")))),
                Check.beside(
                        "s3-cmk",
                        "a key of ours encrypts it, with a bucket key (where S3 logs accesses its own will do: it supports no other)",
                        BUCKET,
                        BucketChecks::encryption),
                Check.of(
                        "s3-public",
                        "all four kinds of public access are blocked",
                        BUCKET,
                        bucket -> Fault.either(List.of(
                                Fault.not(bucket, "PublicAccessBlockConfiguration.BlockPublicAcls", "true"),
                                Fault.not(bucket, "PublicAccessBlockConfiguration.BlockPublicPolicy", "true"),
                                Fault.not(bucket, "PublicAccessBlockConfiguration.IgnorePublicAcls", "true"),
                                Fault.not(bucket, "PublicAccessBlockConfiguration.RestrictPublicBuckets", "true")))),
                Check.beside(
                        "s3-owner",
                        "the bucket's owner owns every object: no access lists (but where CloudFront logs, which needs them)",
                        BUCKET,
                        BucketChecks::owner),
                Check.of(
                        "s3-lifecycle",
                        "objects or their old versions have an end",
                        BUCKET,
                        bucket -> Fault.when(
                                bucket.each("LifecycleConfiguration.Rules").stream()
                                        .noneMatch(rule -> rule.has("ExpirationInDays")
                                                || rule.has("NoncurrentVersionExpiration")),
                                Fault.said(bucket, "LifecycleConfiguration"))));
    }

    private static Optional<String> overwritten(Resource bucket, Template template) {
        if (!isLake(bucket)) {
            return Optional.empty();
        }
        BucketPolicy policy = policy(bucket, template);
        return Fault.either(List.of(
                Fault.joined(
                        WRITTEN_ONCE,
                        prefix -> !policy.forbids(
                                "s3:PutObject", prefix + "x", Map.of("s3:ObjectCreationOperation", "true")),
                        prefix -> "a write to %s without If-None-Match or If-Match is not refused".formatted(prefix)),
                Fault.joined(
                        WRITTEN_ONCE,
                        prefix -> policy.forbids(
                                "s3:PutObject",
                                prefix + "x",
                                Map.of("s3:ObjectCreationOperation", "true", "s3:if-none-match", "*")),
                        prefix -> "a write to %s with If-None-Match is refused".formatted(prefix))));
    }

    /** The bucket with rules for the loader's prefixes; access logs have none. */
    private static boolean isLake(Resource bucket) {
        return bucket.each("LifecycleConfiguration.Rules").stream()
                .anyMatch(rule -> WRITTEN_ONCE.contains(rule.path("Prefix").asString("")));
    }

    private static Optional<String> owner(Resource bucket, Template template) {
        boolean logsOfCloudFront = template.resources("AWS::CloudFront::Distribution").stream()
                .anyMatch(distribution ->
                        distribution.text("DistributionConfig.Logging.Bucket").startsWith(bucket.ref() + "."));
        String wanted = logsOfCloudFront ? "BucketOwnerPreferred" : "BucketOwnerEnforced";
        return Fault.when(
                bucket.each("OwnershipControls.Rules").stream()
                        .noneMatch(rule ->
                                rule.path("ObjectOwnership").asString("").equals(wanted)),
                Fault.said(bucket, "OwnershipControls"));
    }

    private static Optional<String> encryption(Resource bucket, Template template) {
        boolean accessLog = template.resources(BUCKET).stream()
                .anyMatch(other ->
                        other.text("LoggingConfiguration.DestinationBucketName").equals(bucket.ref()));
        List<JsonNode> rules = bucket.each("BucketEncryption.ServerSideEncryptionConfiguration");
        return rules.isEmpty()
                ? Optional.of("BucketEncryption is missing")
                : Fault.joined(
                        rules,
                        rule -> !isOurs(rule)
                                && !(accessLog
                                        && rule.path("ServerSideEncryptionByDefault")
                                                .path("SSEAlgorithm")
                                                .asString("")
                                                .equals("AES256")),
                        rule -> "encryption is " + rule);
    }

    private static boolean isOurs(JsonNode rule) {
        return rule.path("BucketKeyEnabled").asString("").equals("true")
                && !rule.path("ServerSideEncryptionByDefault")
                        .path("KMSMasterKeyID")
                        .asString("")
                        .isEmpty();
    }

    private static BucketPolicy policy(Resource bucket, Template template) {
        return BucketPolicy.of(
                bucket.arn(),
                template.resources(POLICY).stream()
                        .filter(policy -> policy.text("Bucket").equals(bucket.ref()))
                        .toList());
    }
}
