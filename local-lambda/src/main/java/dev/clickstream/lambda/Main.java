package dev.clickstream.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves a function's zip over HTTP until it is told to stop. */
@Command(
        name = "local-lambda",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a Lambda function's zip in the real Java runtime on this machine, behind HTTP as API Gateway gives it. The function "
                    + "gets this process's environment. Prints 'ready URL' when it serves; each sandbox with the time and the CPU "
                    + "seconds that its start took."
        })
public final class Main implements Callable<Integer> {
    @Option(names = "--zip", required = true, paramLabel = "FILE", description = "The deployable package.")
    Path zip = Path.of("");

    @Option(names = "--handler", required = true, paramLabel = "CLASS", description = "The handler's class.")
    String handler = "";

    @Option(
            names = "--work",
            required = true,
            paramLabel = "FOLDER",
            description = "Where it is unpacked and logs; emptied first.")
    Path work = Path.of("");

    @Option(names = "--name", defaultValue = "function", description = "The function's name. Default: ${DEFAULT-VALUE}")
    String name = "";

    @Option(names = "--port", defaultValue = "0", description = "Port to serve on; 0 takes any free one.")
    int port;

    @Option(
            names = "--memory",
            defaultValue = "1024",
            paramLabel = "MIB",
            description = "Memory of the function. Default: ${DEFAULT-VALUE}")
    int memory;

    @Option(
            names = "--timeout",
            defaultValue = "15",
            paramLabel = "SECONDS",
            description = "Time for one event. Default: ${DEFAULT-VALUE}")
    int timeout;

    @Option(
            names = "--concurrency",
            defaultValue = "4",
            paramLabel = "N",
            description = "Sandboxes at most; each has one event at a time. Default: ${DEFAULT-VALUE}")
    int concurrency;

    @Option(names = "--snap-start", description = "Run the hooks around a snapshot, as SnapStart does; none is taken.")
    boolean snapStart;

    @Option(
            names = "--on-class-path",
            description =
                    "The function's jars stand on the JVM's class path, as in an image of one's own, and not where the "
                            + "runtime loads a zip's. Only so an AOT cache covers them.")
    boolean onClassPath;

    @Option(names = "--jvm-flag", paramLabel = "FLAG", description = "For the sandboxes' JVM; may be repeated.")
    List<String> jvmFlags = new ArrayList<>();

    public static void main(String[] arguments) {
        // Headers and body leave in two writes: without this the second waits for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = work.toAbsolutePath().normalize().resolve("task");
        delete(folder);
        FunctionZip.unpack(zip, folder);
        Sandbox.Function function = new Sandbox.Function(
                name,
                folder,
                handler,
                memory,
                Duration.ofSeconds(timeout),
                snapStart,
                onClassPath,
                jvmFlags,
                environment());
        try (Sandboxes sandboxes = new Sandboxes(function, work.resolve(name + ".log"), concurrency)) {
            sandboxes.warm();
            try (Gateway gateway = new Gateway(sandboxes, Clock.systemUTC(), port)) {
                CountDownLatch stopped = new CountDownLatch(1);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    gateway.close();
                    sandboxes.close();
                    stopped.countDown();
                }));
                System.out.println("ready " + gateway.url());
                stopped.await();
            }
        } catch (IllegalStateException e) {
            System.err.println("local-lambda: " + e.getMessage());
            return 1;
        }
        return 0;
    }

    /** Lambda's own names are not handed on: each sandbox gets them anew. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("AWS_LAMBDA_") || name.startsWith("LAMBDA_"));
        return environment;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
