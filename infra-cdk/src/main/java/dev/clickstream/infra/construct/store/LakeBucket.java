package dev.clickstream.infra.construct.store;

import static java.util.Objects.requireNonNull;

import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.access.Statements;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/**
 * The lake: what the loader has planned, written and made known. Nothing in it is overwritten unseen: S3 itself refuses a
 * write that says neither {@code If-None-Match} nor, as a repair does of a damaged file, which object it replaces.
 */
public final class LakeBucket extends Construct {
    /** Where the loader writes; see its {@code StageKeys}. */
    static final List<String> PREFIXES = List.of("audit/", "landing/", "manifest/", "plan/", "quarantine/");

    /** What COPY reads: the files, and the list of them. */
    private static final List<String> READ_BY_COPY = List.of("landing/", "manifest/");

    /** Where the collector keeps batches that Kafka does not take; see its {@code SpillSettings}. */
    private static final String SPILL_PREFIX = "spill/";

    private static final String LOG_PREFIX = "lake/";

    private final Bucket bucket;
    private final Bucket accessLog;
    private final CustomerKey key;

    public LakeBucket(Construct scope, String id, CustomerKey key, boolean keeps, int logDays) {
        super(scope, id);
        this.key = key.forService("AccessLog", "logging.s3.amazonaws.com");
        RemovalPolicy removal = keeps ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
        this.accessLog = secure("AccessLog", removal)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .expiration(Duration.days(logDays))
                        .noncurrentVersionExpiration(Duration.days(1))
                        .build()))
                .build();
        this.bucket = secure("Bucket", removal).lifecycleRules(lifecycle()).build();
        bucket.addToResourcePolicy(denyUnconditionalWrites());
        logAccess();
    }

    /** In CloudFormation's words: CDK's own way opens the key to S3's log delivery for any account. */
    private void logAccess() {
        CfnBucket inner = (CfnBucket) requireNonNull(bucket.getNode().getDefaultChild());
        inner.setLoggingConfiguration(CfnBucket.LoggingConfigurationProperty.builder()
                .destinationBucketName(accessLog.getBucketName())
                .logFilePrefix(LOG_PREFIX)
                .build());
        accessLog.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("AccessLog")
                .principals(List.of(new ServicePrincipal("logging.s3.amazonaws.com")))
                .actions(List.of("s3:PutObject"))
                .resources(List.of(accessLog.arnForObjects(LOG_PREFIX + "*")))
                .conditions(new TreeMap<>(Map.of(
                        "ArnLike", Map.of("aws:SourceArn", bucket.getBucketArn()),
                        "StringEquals",
                                Map.of("aws:SourceAccount", Stack.of(this).getAccount()))))
                .build());
    }

    private Bucket.Builder secure(String id, RemovalPolicy removal) {
        return Bucket.Builder.create(this, id)
                .encryption(BucketEncryption.KMS)
                .encryptionKey(key.key())
                .bucketKeyEnabled(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .versioned(true)
                .removalPolicy(removal);
    }

    /** Landed files are read seldom once loaded. Plans and manifests prove what was loaded and are small: they stay. */
    private static List<LifecycleRule> lifecycle() {
        return List.of(
                LifecycleRule.builder()
                        .id("landing-becomes-cold")
                        .prefix("landing/")
                        .transitions(List.of(
                                Transition.builder()
                                        .storageClass(StorageClass.INFREQUENT_ACCESS)
                                        .transitionAfter(Duration.days(30))
                                        .build(),
                                Transition.builder()
                                        .storageClass(StorageClass.GLACIER_INSTANT_RETRIEVAL)
                                        .transitionAfter(Duration.days(120))
                                        .build()))
                        .build(),
                LifecycleRule.builder()
                        .id("leftovers")
                        .abortIncompleteMultipartUploadAfter(Duration.days(2))
                        .noncurrentVersionExpiration(Duration.days(30))
                        .build());
    }

    /** The parts of a multipart upload cannot carry the condition and create no object; its completion can and does. */
    private PolicyStatement denyUnconditionalWrites() {
        return PolicyStatement.Builder.create()
                .sid("OnlyNewObjects")
                .effect(Effect.DENY)
                .principals(List.of(new AnyPrincipal()))
                .actions(List.of("s3:PutObject"))
                .resources(Stream.concat(objects(PREFIXES).stream(), objects(List.of(SPILL_PREFIX)).stream())
                        .toList())
                .conditions(new TreeMap<>(Map.of(
                        "Null",
                        new TreeMap<>(Map.of("s3:if-none-match", "true", "s3:if-match", "true")),
                        "Bool",
                        Map.of("s3:ObjectCreationOperation", "true"))))
                .build();
    }

    /** What the loader needs. It lists only in that S3 answers 404, not 403, for what is not there yet. */
    public List<PolicyStatement> load() {
        return List.of(
                Statements.allow("LakeObjects", List.of("s3:GetObject", "s3:PutObject"), objects(PREFIXES)),
                Statements.allow("LakeList", List.of("s3:ListBucket"), List.of(bucket.getBucketArn())),
                key.useThrough("LakeKey", "s3"));
    }

    /** What the warehouse needs to COPY. */
    public List<PolicyStatement> copy() {
        return List.of(
                Statements.allow("LakeObjects", List.of("s3:GetObject"), objects(READ_BY_COPY)),
                Statements.allow("LakeList", List.of("s3:ListBucket"), List.of(bucket.getBucketArn())),
                key.readThrough("LakeKey", "s3"));
    }

    /** What the collector needs to keep a batch. */
    public List<PolicyStatement> spill() {
        return List.of(
                Statements.allow("SpilledBatches", List.of("s3:PutObject"), objects(List.of(SPILL_PREFIX))),
                key.useThrough("SpillKey", "s3"));
    }

    /** What the drain needs. It lists also in that S3 answers 404, not 403, for what another drain has taken. */
    public List<PolicyStatement> drain() {
        return List.of(
                Statements.allow(
                        "SpilledBatches", List.of("s3:DeleteObject", "s3:GetObject"), objects(List.of(SPILL_PREFIX))),
                Statements.allow("LakeList", List.of("s3:ListBucket"), List.of(bucket.getBucketArn())),
                key.readThrough("SpillKey", "s3"));
    }

    private List<String> objects(List<String> prefixes) {
        return prefixes.stream()
                .map(prefix -> bucket.arnForObjects(prefix + "*"))
                .toList();
    }

    public String bucketName() {
        return bucket.getBucketName();
    }

    /** For suppressions: both buckets. */
    public List<Bucket> buckets() {
        return List.of(bucket, accessLog);
    }
}
