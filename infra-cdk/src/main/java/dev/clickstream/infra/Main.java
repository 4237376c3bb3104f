package dev.clickstream.infra;

import dev.clickstream.infra.construct.edge.CustomDomain;
import dev.clickstream.infra.nag.Finding;
import dev.clickstream.infra.nag.NagDocument;
import dev.clickstream.infra.nag.NagReview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awscdk.App;

/** The CDK app: synthesises the chosen stacks of one profile. Run by the CDK's command line, or alone with {@code --output}. */
@Command(
        name = "infra",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Synthesises the platform's CloudFormation templates.")
public final class Main implements Callable<Integer> {
    private static final int WRONG_USE = 2;

    @Option(names = "--profile", defaultValue = "dev", description = "dev, small or production (default: dev).")
    private String profile = "";

    @Option(names = "--stacks", split = ",", description = "Only these, e.g. edge,state (default: all but front).")
    private List<String> stacks = List.of();

    @Option(names = "--account", description = "Account to deploy to; with --region (default: whichever is signed in).")
    private @Nullable String account;

    @Option(names = "--region", description = "Region to deploy to; with --account.")
    private @Nullable String region;

    @Option(names = "--lambda-zip", defaultValue = Options.LAMBDA_ZIP, description = "The collector's package.")
    private String lambdaZip = "";

    @Option(names = "--x86", description = "Run functions and tasks on x86_64 instead of arm64.")
    private boolean x86;

    @Option(names = "--image-tag", defaultValue = "1.0.0", description = "Tag or digest of the programs' images.")
    private String imageTag = "";

    @Option(names = "--kafka-cluster-arn", description = "Cluster that the edge writes to, if not of this app.")
    private @Nullable String kafkaClusterArn;

    @Option(names = "--api-domain", description = "A name of your own for the API.")
    private @Nullable String apiDomain;

    @Option(names = "--api-certificate-arn", description = "Certificate for it, in the same region.")
    private @Nullable String apiCertificateArn;

    @Option(names = "--front-domain", description = "The name that CloudFront serves (stack front).")
    private @Nullable String frontDomain;

    @Option(names = "--front-certificate-arn", description = "Certificate for it, in us-east-1.")
    private @Nullable String frontCertificateArn;

    @Option(names = "--alarm-email", description = "Who is told of alarms and costs.")
    private @Nullable String alarmEmail;

    @Option(names = "--output", description = "Directory for the templates (default: as the CDK says, else cdk.out).")
    private @Nullable String output;

    @Option(names = "--nag", description = "Have cdk-nag look at it, and write what it finds to this file (Markdown).")
    private @Nullable Path nag;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler(Main::explain)
                .execute(arguments));
    }

    /** A wrong choice is explained in a line; anything else shows where it happened. */
    private static int explain(Exception e, CommandLine line, CommandLine.ParseResult result) throws Exception {
        if (e instanceof IllegalArgumentException) {
            line.getErr().println(e.getMessage());
            return WRONG_USE;
        }
        throw e;
    }

    @Override
    public Integer call() throws IOException {
        App app = Platform.app(output);
        new Platform(app, options());
        if (nag == null) {
            app.synth();
            return 0;
        }
        NagReview.attachTo(app);
        List<Finding> findings = NagReview.read(Path.of(app.synth().getDirectory()));
        Files.writeString(nag, NagDocument.of(profile, findings));
        return findings.stream().anyMatch(Finding::isOpen) ? 1 : 0;
    }

    private Options options() {
        Set<StackName> chosen = new LinkedHashSet<>();
        stacks.forEach(word -> chosen.add(StackName.of(word)));
        return new Options(
                Profile.named(profile),
                account,
                region,
                chosen.isEmpty() ? StackName.platform() : chosen,
                lambdaZip,
                !x86,
                imageTag,
                kafkaClusterArn,
                domain("--api-domain", apiDomain, "--api-certificate-arn", apiCertificateArn),
                domain("--front-domain", frontDomain, "--front-certificate-arn", frontCertificateArn),
                alarmEmail);
    }

    private static @Nullable CustomDomain domain(
            String nameOption, @Nullable String name, String certificateOption, @Nullable String certificate) {
        if (name == null && certificate == null) {
            return null;
        }
        if (name == null || certificate == null) {
            throw new IllegalArgumentException(
                    "%s and %s are given together or not at all".formatted(nameOption, certificateOption));
        }
        return new CustomDomain(name, certificate);
    }
}
