package dev.clickstream.bench.collect;

import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.House;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.Program;
import dev.clickstream.launcher.Supervised;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The collector's program, and the bare server of its stack. */
final class Servers {
    private static final Program COLLECTOR =
            new Program("event-collector-lambda", "dev.clickstream.collector.Main", "512m");
    private static final Duration READY = Duration.ofMinutes(3);

    private Servers() {}

    /** @param settings that say who may send */
    static ChildProgram collector(String bootstrap, Map<String, String> settings, Path folder) throws IOException {
        Path keys = Files.writeString(
                folder.resolve("pii-keys.json"),
                "{\"current\": \"bench\", \"bench\": \"keys for this run only, of no use later\"}");
        Map<String, String> environment = new HashMap<>(settings);
        environment.putAll(Map.of(
                "COLLECTOR_PII_KEYS_FILE",
                keys.toString(),
                "COLLECTOR_HOST",
                "127.0.0.1",
                "COLLECTOR_PORT",
                "0",
                "COLLECTOR_KAFKA_BOOTSTRAP",
                bootstrap));
        return ChildProgram.start(COLLECTOR, environment, List.of(), folder.resolve("collector.log"));
    }

    /** On the collector's libraries: the very stack, and no other. */
    static ChildProgram bare(Path folder) {
        return ChildProgram.start(new Launch(
                "bare",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-Xmx" + COLLECTOR.maxHeap(),
                        "-cp",
                        Supervised.classPath(BareServer.class) + File.pathSeparator + libraries(),
                        Supervised.class.getName(),
                        BareServer.class.getName()),
                Map.of(),
                null,
                folder.resolve("bare.log")));
    }

    /** Without the collector itself, whose controllers would answer too. */
    private static String libraries() {
        return Stream.of(House.find().classPathOf(COLLECTOR).split(File.pathSeparator))
                .filter(jar -> !Path.of(jar).getFileName().toString().startsWith(COLLECTOR.module()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits until it serves. */
    static URI url(ChildProgram program) {
        return URI.create(program.awaitReady(READY).substring("ready ".length()));
    }
}
