package dev.clickstream.infra.check.policy;

import dev.clickstream.infra.check.template.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a bucket's own policy refuses to everybody, whatever their roles say. */
public final class BucketPolicy {
    /** Stands for any principal: a statement that names somebody else does not count. */
    private static final String ANYBODY = "arn:aws:iam::111122223333:role/anybody";

    private final String bucketArn;
    private final List<Statement> statements;

    private BucketPolicy(String bucketArn, List<Statement> statements) {
        this.bucketArn = bucketArn;
        this.statements = statements;
    }

    /** @param policies the resources {@code AWS::S3::BucketPolicy} of that bucket */
    public static BucketPolicy of(String bucketArn, List<Resource> policies) {
        return new BucketPolicy(
                bucketArn,
                policies.stream()
                        .flatMap(policy -> Statement.of(policy.id(), policy.at("PolicyDocument")).stream())
                        .toList());
    }

    /** Whether it denies an action on an object in a request with these condition keys. */
    public boolean forbids(String action, String key, Map<String, String> context) {
        Map<String, List<String>> keys = new HashMap<>();
        context.forEach((name, value) -> keys.put(name, List.of(value)));
        Request request = new Request(ANYBODY, action, bucketArn + "/" + key, keys);
        return statements.stream()
                .anyMatch(statement -> !statement.allows() && statement.names(ANYBODY) && statement.covers(request));
    }
}
