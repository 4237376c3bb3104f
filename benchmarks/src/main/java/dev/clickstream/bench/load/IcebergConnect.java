package dev.clickstream.bench.load;

import dev.clickstream.bench.peer.Installation;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.House;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Supervised;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Apache Iceberg's Kafka Connect sink in a stand-alone Connect worker, fetched into {@code .clickstream/iceberg} the first time. It
 * fills a table of the loader's columns, objects as JSON text in it as well, in a catalogue that is a SQLite file.
 */
final class IcebergConnect {
    static final String NAME = "iceberg";
    static final String VERSION = "1.12.0";

    private static final String PREFIX = "iceberg/";
    private static final String CONTROL = "control-iceberg";
    /** As a worker of this kind of size gets; with the loader's 512m it collects garbage more often. */
    private static final String HEAP = "1g";

    private static final int COMMIT_SECONDS = 15;

    private final Path home;
    private final Path libraries;

    private IcebergConnect(Path home, Path libraries) {
        this.home = home;
        this.libraries = libraries;
    }

    /** @throws IllegalStateException with Maven's own words if it cannot be fetched */
    static IcebergConnect install(House house) throws IOException, InterruptedException {
        Path pom = house.root().resolve("benchmarks/iceberg/pom.xml");
        Path folder = house.root().resolve(".clickstream/iceberg");
        Path libraries = folder.resolve("lib");
        new Installation(folder, pom)
                .unlessThere(
                        "mvn",
                        "-q",
                        "-B",
                        "-Dstyle.color=never",
                        "-f",
                        pom.toString(),
                        "dependency:copy-dependencies",
                        "-DincludeScope=runtime",
                        "-DoutputDirectory=" + libraries);
        return new IcebergConnect(house.root(), libraries);
    }

    PeerProgram start(LocalPlatform platform, List<String> topics, Path folder)
            throws IOException, InterruptedException, ExecutionException {
        Files.createDirectories(folder);
        createControlTopic(platform);
        Map<String, String> catalogue = catalogue(platform, folder);
        createTable(catalogue, folder);
        Path worker = write(folder.resolve("worker.properties"), worker(platform, folder));
        Path sink = write(folder.resolve("sink.properties"), sink(platform, catalogue, topics));
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:NewRatio=1",
                "-Xmx" + HEAP,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                Supervised.classPath() + ":" + libraries + "/*",
                Supervised.class.getName(),
                "org.apache.kafka.connect.cli.ConnectStandalone",
                worker.toString(),
                sink.toString()));
        ChildProgram program = ChildProgram.start(
                new Launch(NAME, command, platform.awsEnvironment(), folder, folder.resolve("connect.log")));
        return new PeerProgram("Iceberg Kafka Connect " + VERSION, program, "connect-" + NAME, PREFIX);
    }

    private static void createControlTopic(LocalPlatform platform) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP")))) {
            admin.createTopics(List.of(new NewTopic(CONTROL, 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static Map<String, String> catalogue(LocalPlatform platform, Path folder) {
        Map<String, String> catalogue = new TreeMap<>();
        catalogue.put("type", "jdbc");
        catalogue.put("uri", "jdbc:sqlite:" + folder.resolve("catalogue.db"));
        catalogue.put("jdbc.schema-version", "V1");
        catalogue.put("warehouse", "s3://%s/%s".formatted(platform.endpoint("S3_BUCKET"), PREFIX));
        catalogue.put("io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
        catalogue.put("s3.endpoint", platform.endpoint("S3_ENDPOINT"));
        catalogue.put("s3.path-style-access", "true");
        catalogue.put("s3.access-key-id", platform.endpoint("AWS_ACCESS_KEY_ID"));
        catalogue.put("s3.secret-access-key", platform.endpoint("AWS_SECRET_ACCESS_KEY"));
        catalogue.put("client.region", platform.endpoint("AWS_REGION"));
        return catalogue;
    }

    private void createTable(Map<String, String> catalogue, Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of(
                "-cp",
                libraries + "/*",
                home.resolve("benchmarks/iceberg/CreateTable.java").toString()));
        catalogue.forEach((name, value) -> {
            if (!name.equals("type")) {
                command.add(name + "=" + value);
            }
        });
        Installation.run(folder, command);
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }

    private static Map<String, String> worker(LocalPlatform platform, Path folder) throws IOException {
        Map<String, String> worker = new LinkedHashMap<>();
        worker.put("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP"));
        worker.put("listeners", "http://127.0.0.1:" + freePort());
        worker.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        worker.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        worker.put("value.converter.schemas.enable", "false");
        worker.put("offset.storage.file.filename", folder.resolve("offsets").toString());
        worker.put("plugin.discovery", "service_load");
        // Without these it polls and fetches a tenth of that at a time.
        worker.put("consumer.max.poll.records", "5000");
        worker.put("consumer.max.partition.fetch.bytes", Integer.toString(8 << 20));
        worker.put("consumer.fetch.max.bytes", Integer.toString(16 << 20));
        worker.put("consumer.auto.offset.reset", "earliest");
        return worker;
    }

    private static Map<String, String> sink(
            LocalPlatform platform, Map<String, String> catalogue, List<String> topics) {
        Map<String, String> sink = new LinkedHashMap<>();
        sink.put("name", NAME);
        sink.put("connector.class", "org.apache.iceberg.connect.IcebergSinkConnector");
        sink.put("tasks.max", "1");
        sink.put("topics", String.join(",", topics));
        // It looks for the worker's own file among the program's arguments, which are another program's here.
        sink.put("iceberg.kafka.bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP"));
        sink.put("iceberg.tables", "bench.events");
        sink.put("iceberg.control.topic", CONTROL);
        sink.put("iceberg.control.commit.interval-ms", Integer.toString(COMMIT_SECONDS * 1_000));
        catalogue.forEach((name, value) -> sink.put("iceberg.catalog." + name, value));
        // A row's place in the log, which the loader keeps with it too.
        sink.put("transforms", "place");
        sink.put("transforms.place.type", "org.apache.kafka.connect.transforms.InsertField$Value");
        sink.put("transforms.place.topic.field", "sys_process_topic");
        sink.put("transforms.place.partition.field", "sys_process_partition");
        sink.put("transforms.place.offset.field", "sys_process_offset");
        return sink;
    }

    private static Path write(Path file, Map<String, String> properties) throws IOException {
        return Files.writeString(
                file,
                properties.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
