package dev.clickstream.infra.construct.access;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** Makes log groups, all encrypted and all with an end. */
public final class EncryptedLog {
    private EncryptedLog() {}

    /** @param retentionDays one of those that CloudWatch knows */
    public static LogGroup create(Construct scope, String id, CustomerKey key, int retentionDays) {
        return named(scope, id, key, retentionDays, null);
    }

    /** For the services that demand a prefix of the name. */
    public static LogGroup named(
            Construct scope,
            String id,
            CustomerKey key,
            int retentionDays,
            @org.jspecify.annotations.Nullable String name) {
        LogGroup.Builder builder = LogGroup.Builder.create(scope, id)
                .encryptionKey(key.key())
                .retention(retention(retentionDays))
                .removalPolicy(RemovalPolicy.DESTROY);
        return name == null ? builder.build() : builder.logGroupName(name).build();
    }

    private static RetentionDays retention(int days) {
        return switch (days) {
            case 30 -> RetentionDays.ONE_MONTH;
            case 90 -> RetentionDays.THREE_MONTHS;
            case 365 -> RetentionDays.ONE_YEAR;
            default -> throw new IllegalArgumentException("logs are kept 30, 90 or 365 days, was " + days);
        };
    }
}
