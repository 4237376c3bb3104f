package dev.clickstream.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/** A Redis server as a child process, from the executable that a jar brings. */
final class RedisProcess implements RunningService {
    // Redis does not mind the end of its input, so a shell minds it: it stops the server when its own input ends.
    private static final String WATCHDOG = "\"$@\" </dev/null & server=$!; cat >/dev/null; kill $server; wait $server";

    private final ServerProcess process;
    private final int port;

    private RedisProcess(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static RedisProcess start(Path directory) throws IOException, InterruptedException {
        File unpacked = Files.createDirectories(directory.resolve("bin")).toFile();
        String server =
                ExecutableProvider.newJarResourceProvider(unpacked).get().getAbsolutePath();
        int port = Loopback.freePort();
        List<String> command = List.of(
                "sh",
                "-c",
                WATCHDOG,
                "redis-watchdog",
                server,
                "--bind",
                Loopback.ADDRESS,
                "--port",
                Integer.toString(port),
                "--dir",
                directory.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                // Expiry and pub/sub notices, which workflows and readers may listen to.
                "--notify-keyspace-events",
                "Ex");
        ServerProcess process =
                ServerProcess.start("Redis", command, directory, () -> Loopback.answers(port, "PING\r\n", "+PONG"));
        return new RedisProcess(process, port);
    }

    private String url() {
        return "redis://" + Loopback.ADDRESS + ":" + port;
    }

    @Override
    public String address() {
        return url();
    }

    @Override
    public Map<String, String> endpoints() {
        return Map.of("REDIS_URL", url());
    }

    @Override
    public void close() {
        process.close();
    }
}
