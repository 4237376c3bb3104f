package dev.clickstream.infra.check;

import dev.clickstream.infra.check.access.KafkaGrantChecks;
import dev.clickstream.infra.check.access.RoleChecks;
import dev.clickstream.infra.check.compute.ApiChecks;
import dev.clickstream.infra.check.compute.EcsChecks;
import dev.clickstream.infra.check.compute.LambdaChecks;
import dev.clickstream.infra.check.compute.NetworkChecks;
import dev.clickstream.infra.check.data.BucketChecks;
import dev.clickstream.infra.check.data.CacheChecks;
import dev.clickstream.infra.check.data.DynamoDbChecks;
import dev.clickstream.infra.check.data.KeptDataChecks;
import dev.clickstream.infra.check.data.KeyChecks;
import dev.clickstream.infra.check.data.MskChecks;
import dev.clickstream.infra.check.data.RedshiftServerlessChecks;
import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Finding;
import dev.clickstream.infra.check.template.Assembly;
import java.util.List;
import java.util.stream.Stream;

/** Every check there is. */
public final class Checks {
    private static final List<Check> ALWAYS = Stream.of(
                    RedshiftServerlessChecks.all(),
                    MskChecks.all(),
                    DynamoDbChecks.all(),
                    CacheChecks.all(),
                    BucketChecks.all(),
                    KeyChecks.all(),
                    EcsChecks.all(),
                    LambdaChecks.all(),
                    ApiChecks.all(),
                    NetworkChecks.all(),
                    RoleChecks.all(),
                    KafkaGrantChecks.all())
            .flatMap(List::stream)
            .toList();

    private Checks() {}

    /** What is demanded of every deployment. */
    public static List<Check> always() {
        return ALWAYS;
    }

    /** What is demanded besides of a deployment that keeps its data. */
    public static List<Check> ofKeptData() {
        return KeptDataChecks.all();
    }

    public static List<Check> all() {
        return Stream.concat(ALWAYS.stream(), ofKeptData().stream()).toList();
    }

    public static List<Finding> findings(List<Check> checks, Assembly assembly) {
        return assembly.templates().stream()
                .flatMap(template -> checks.stream().flatMap(check -> check.findings(template).stream()))
                .toList();
    }
}
