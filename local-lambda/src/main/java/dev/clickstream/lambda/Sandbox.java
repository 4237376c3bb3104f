package dev.clickstream.lambda;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.Supervised;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * A function's own JVM, with nothing in it but AWS's runtime and the unpacked zip, and JVM flags as Lambda's. It has one event at a time.
 * It ends with this process.
 */
final class Sandbox implements AutoCloseable {
    private static final Duration INITIALISED_WITHIN = Duration.ofSeconds(120);
    /** Of the memory that a function has, Lambda gives the heap so much. */
    private static final int HEAP_PERCENT = 85;

    /**
     * What is to be run.
     *
     * @param folder the unpacked zip
     * @param handler the handler's class
     * @param memoryMib all that the function has
     * @param snapStart whether hooks run as around a snapshot; none is taken
     * @param onClassPath whether the function's jars stand on the JVM's class path, before the runtime looks for them
     */
    record Function(
            String name,
            Path folder,
            String handler,
            int memoryMib,
            Duration timeout,
            boolean snapStart,
            boolean onClassPath,
            List<String> jvmFlags,
            Map<String, String> environment) {
        Function {
            jvmFlags = List.copyOf(jvmFlags);
            environment = Map.copyOf(environment);
        }
    }

    private final Function function;
    private final RuntimeApi api;
    private final ChildProgram process;
    private final long startedAt = System.nanoTime();

    private Sandbox(Function function, RuntimeApi api, ChildProgram process) {
        this.function = requireNonNull(function);
        this.api = requireNonNull(api);
        this.process = requireNonNull(process);
    }

    static Sandbox start(Function function, Path log) {
        RuntimeApi api = new RuntimeApi("arn:aws:lambda:us-east-1:000000000000:function:" + function.name());
        Map<String, String> environment = new LinkedHashMap<>(function.environment());
        environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMib()));
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", function.snapStart() ? "snap-start" : "on-demand");
        environment.put("LAMBDA_TASK_ROOT", function.folder().toString());
        environment.put("_HANDLER", function.handler());
        ChildProgram process =
                ChildProgram.start(new Launch(function.name(), command(function), environment, function.folder(), log));
        return new Sandbox(function, api, process);
    }

    private static List<String> command(Function function) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx%dm".formatted(function.memoryMib() * HEAP_PERCENT / 100),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(function.jvmFlags());
        String classPath = Stream.of(
                        AWSLambda.class,
                        RequestHandler.class,
                        PojoSerializer.class,
                        SdkInternalThreadLocal.class,
                        Supervised.class)
                .map(type -> Supervised.classPath(type).toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        if (function.onClassPath()) {
            classPath += File.pathSeparator + jars(function.folder().resolve("lib"));
        }
        command.addAll(
                List.of("-cp", classPath, Supervised.class.getName(), AWSLambda.class.getName(), function.handler()));
        return command;
    }

    /** In an order that is the same each time: an AOT cache is bound to it. */
    private static String jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException("the zip has no folder lib", e);
        }
    }

    /**
     * Waits until it asks for its first event.
     *
     * @throws IllegalStateException if the function cannot be made; says why
     */
    Duration awaitInitialised() throws InterruptedException {
        process.onExit().thenRun(() -> api.gone("the sandbox has ended; " + process.lastWords()));
        try {
            if (function.snapStart()) {
                api.snapshotTaken().get(INITIALISED_WITHIN.toSeconds(), TimeUnit.SECONDS);
                System.out.printf("snapshot pid=%d connections=%s%n", pid(), OpenConnections.of(pid(), api.port()));
                api.restore();
            }
            api.initialised().get(INITIALISED_WITHIN.toSeconds(), TimeUnit.SECONDS);
            return Duration.ofNanos(System.nanoTime() - startedAt);
        } catch (ExecutionException | CompletionException e) {
            throw new IllegalStateException(
                    "the function cannot be made: "
                            + requireNonNull(e.getCause()).getMessage(),
                    e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "the function was not made within %d s; %s"
                            .formatted(INITIALISED_WITHIN.toSeconds(), process.lastWords()),
                    e);
        }
    }

    /** Has the function take an event, and waits for what it makes of it; never longer than its timeout. */
    Invocation.Outcome invoke(byte[] event) throws InterruptedException {
        Invocation invocation = Invocation.of(event, Instant.now().plus(function.timeout()));
        api.give(invocation);
        try {
            return invocation.outcome().get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Lambda ends a sandbox whose function takes too long.
            close();
            return new Invocation.Outcome.Failed("{\"errorMessage\":\"Task timed out\"}".getBytes());
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome is never a failure of its own", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Seconds of processor time so far. */
    double cpuSeconds() {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .map(cpu -> cpu.toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    @Override
    public void close() {
        process.close();
        api.close();
    }
}
