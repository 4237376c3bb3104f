package dev.clickstream.collector.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip that is deployed: whole, and within Lambda's limits. */
class FunctionZipIT {
    private static final Path ZIP = Path.of("target/event-collector-lambda-function.zip");
    private static final long LARGEST_UPLOAD = 50L << 20;
    private static final long LARGEST_UNPACKED = 250L << 20;

    @TempDir
    Path folder;

    @Test
    void theZipAloneTakesAnEventToTheBrokers() throws Exception {
        Path unpacked = unpack();
        try (LocalPlatform platform = LocalPlatform.start(Set.of(Service.KAFKA), folder.resolve("platform"))) {
            Process function = function(unpacked, platform.endpoint("KAFKA_BOOTSTRAP"));

            assertThat(function.waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(folder.resolve("out")))
                    .contains("200 {\"success\":true,\"accepted\":1,\"rejected\":[]}");
        }
    }

    @Test
    void theZipIsWithinLambdasLimits() throws IOException {
        assertThat(Files.size(ZIP)).isLessThan(LARGEST_UPLOAD);
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            assertThat(zip.stream().mapToLong(ZipEntry::getSize).sum()).isLessThan(LARGEST_UNPACKED);
            assertThat(zip.stream().map(ZipEntry::getName)).noneMatch(name -> name.contains("netty"));
        }
    }

    private Process function(Path unpacked, String brokers) throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                unpacked.resolve("lib") + "/*:target/test-classes",
                OneInvocation.class.getName(),
                "k1",
                "{\"type\":\"track\",\"event\":\"Product Viewed\",\"anonymousId\":\"a1\",\"properties\":{\"product_id\":\"p1\"}}");
        java.environment().clear();
        java.environment().put("COLLECTOR_KAFKA_BOOTSTRAP", brokers);
        java.environment().put("COLLECTOR_WRITE_KEYS", "k1=web");
        java.environment()
                .put(
                        "COLLECTOR_PII_KEYS_FILE",
                        Path.of("src/test/resources/pii-keys.json")
                                .toAbsolutePath()
                                .toString());
        return java.redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    private Path unpack() throws IOException {
        Path unpacked = folder.resolve("function");
        try (ZipFile zip = new ZipFile(ZIP.toFile(), UTF_8)) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path target = unpacked.resolve(entry.getName());
                if (!entry.isDirectory()) {
                    Files.createDirectories(target.getParent());
                    try (InputStream bytes = zip.getInputStream(entry)) {
                        Files.copy(bytes, target);
                    }
                }
            }
        }
        return unpacked;
    }
}
