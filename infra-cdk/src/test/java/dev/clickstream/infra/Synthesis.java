package dev.clickstream.infra;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clickstream.infra.construct.edge.CustomDomain;
import dev.clickstream.infra.nag.Finding;
import dev.clickstream.infra.nag.NagReview;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awscdk.App;
import tools.jackson.databind.json.JsonMapper;

/**
 * A platform synthesised for tests, once in a JVM for each choice: starting jsii and synthesising takes all the time there is.
 * Without Node on the path the tests that need it are skipped.
 */
public final class Synthesis {
    private static final Map<Options, Synthesis> MADE = new ConcurrentHashMap<>();
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Path ZIP = emptyZip();

    private final Map<StackName, Template> templates = new EnumMap<>(StackName.class);
    private final List<Finding> findings;
    private final Path directory;

    private Synthesis(Options options) {
        try {
            App app = Platform.app(emptyDirectory().toString());
            Platform platform = new Platform(app, options);
            NagReview.attachTo(app);
            this.directory = Path.of(app.synth().getDirectory());
            this.findings = NagReview.read(directory);
            platform.stacks()
                    .forEach((name, stack) -> templates.put(name, template(directory, stack.getTemplateFile())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every stack, with everything that is optional; account and region open. */
    public static Synthesis of(Profile profile) {
        return of(new Options(
                profile,
                null,
                null,
                EnumSet.allOf(StackName.class),
                Options.LAMBDA_ZIP,
                true,
                "1.2.3",
                null,
                new CustomDomain("events.example.com", certificate("ap-southeast-1")),
                new CustomDomain("collect.example.com", certificate("us-east-1")),
                "operators@example.com"));
    }

    private static String certificate(String region) {
        return "arn:aws:acm:%s:111122223333:certificate/00000000-0000-0000-0000-000000000000".formatted(region);
    }

    /** Only some stacks. */
    public static Synthesis of(Profile profile, Set<StackName> stacks) {
        return of(Options.of(profile).withStacks(stacks));
    }

    /** As chosen, but with an empty package for the collector: no other module need be built. */
    public static Synthesis of(Options options) {
        requireNode();
        return MADE.computeIfAbsent(options.withLambdaZip(ZIP.toString()), Synthesis::new);
    }

    public static void requireNode() {
        boolean found = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "node")));
        assumeTrue(found, "skipped: the CDK needs Node, and there is no 'node' on the PATH");
    }

    public Template of(StackName stack) {
        return templates.get(stack);
    }

    public Map<StackName, Template> templates() {
        return templates;
    }

    /** Into which it was synthesised. */
    public Path directory() {
        return directory;
    }

    /** What cdk-nag says of all stacks. */
    public List<Finding> findings() {
        return findings;
    }

    private static Template template(Path directory, String file) {
        try {
            return new Template(
                    directory.resolve(file), new JsonMapper().readTree(Files.readString(directory.resolve(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of what an earlier run has left nothing may be read again. */
    private static Path emptyDirectory() throws IOException {
        Path directory = Path.of("target", "synthesised", Integer.toString(COUNT.incrementAndGet()));
        if (Files.exists(directory)) {
            try (Stream<Path> old = Files.walk(directory)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return Files.createDirectories(directory);
    }

    private static Path emptyZip() {
        try {
            Path zip = Files.createDirectories(Path.of("target")).resolve("empty-function.zip");
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
                out.putNextEntry(new ZipEntry("empty"));
                out.closeEntry();
            }
            return zip;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
