package dev.clickstream.infra;

import dev.clickstream.infra.construct.edge.CustomDomain;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment chooses beside its size.
 *
 * @param account null to be deployed to whichever account is signed in
 * @param region null likewise
 * @param lambdaZip the collector's package
 * @param arm whether functions and tasks run on arm64
 * @param imageTag of all images, or a digest
 * @param kafkaClusterArn of a cluster that is not of this app; null to take the stream stack's, or to ask at deployment
 * @param apiDomain null for the API's own address
 * @param frontDomain needed by the stack front
 * @param alarmEmail null if somebody subscribes by other means
 */
public record Options(
        Profile profile,
        @Nullable String account,
        @Nullable String region,
        Set<StackName> stacks,
        String lambdaZip,
        boolean arm,
        String imageTag,
        @Nullable String kafkaClusterArn,
        @Nullable CustomDomain apiDomain,
        @Nullable CustomDomain frontDomain,
        @Nullable String alarmEmail) {
    public static final String LAMBDA_ZIP = "event-collector-lambda/target/event-collector-lambda-function.zip";

    public Options {
        stacks = Set.copyOf(stacks);
        if (stacks.contains(StackName.FRONT) && frontDomain == null) {
            throw new IllegalArgumentException(
                    "the stack front needs --front-domain and --front-certificate-arn (in us-east-1)");
        }
        if ((account == null) != (region == null)) {
            throw new IllegalArgumentException("--account and --region are given together or not at all");
        }
    }

    /** The whole platform, whichever account and region. */
    public static Options of(Profile profile) {
        return new Options(
                profile, null, null, StackName.platform(), LAMBDA_ZIP, true, "1.0.0", null, null, null, null);
    }

    public Options withLambdaZip(String zip) {
        return new Options(
                profile,
                account,
                region,
                stacks,
                zip,
                arm,
                imageTag,
                kafkaClusterArn,
                apiDomain,
                frontDomain,
                alarmEmail);
    }

    public Options withStacks(Set<StackName> chosen) {
        return new Options(
                profile,
                account,
                region,
                chosen,
                lambdaZip,
                arm,
                imageTag,
                kafkaClusterArn,
                apiDomain,
                frontDomain,
                alarmEmail);
    }

    /** The name of the platform's things in one account, e.g. {@code clickstream-dev}. */
    public String platformName() {
        return "clickstream-" + profile.name();
    }
}
