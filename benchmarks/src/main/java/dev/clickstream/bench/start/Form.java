package dev.clickstream.bench.start;

import static java.util.Objects.requireNonNull;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way in which the collector is started. */
sealed interface Form {
    Duration PATIENCE = Duration.ofMinutes(3);
    Duration STOPPED_WITHIN = Duration.ofMinutes(10);

    /** As in the table. */
    String title();

    /**
     * Starts it, and waits until it can take a request.
     *
     * @param flags for its JVM, beside those it has anyway
     * @param work an empty folder
     */
    Started start(List<String> flags, Path work) throws IOException;

    /** The container image's command on the image's layout of files, whose order and times an AOT cache is bound to. */
    record Image(House house, Path layout, Map<String, String> settings) implements Form {
        private static final String MODULE = "event-collector-lambda";

        /** Lays it out as the image's build does. */
        static Image laidOut(House house, Path layout, Map<String, String> settings)
                throws IOException, InterruptedException {
            Process copying = new ProcessBuilder(
                            house.root().resolve("images/lay-out").toString(), MODULE, layout.toString())
                    .inheritIO()
                    .start();
            if (copying.waitFor() != 0) {
                throw new IllegalStateException("images/lay-out did not lay out %s".formatted(MODULE));
            }
            return new Image(house, layout, settings);
        }

        @Override
        public String title() {
            return "container image's command";
        }

        @Override
        public Started start(List<String> flags, Path work) throws IOException {
            String classPath =
                    Files.readString(layout.resolve("class-path")).strip().substring("-cp ".length());
            List<String> command =
                    new ArrayList<>(List.of(java(), "@" + house.root().resolve("images/jvm.flags")));
            command.addAll(flags);
            command.addAll(List.of(
                    // Of the 512 MB that the compose file gives the container.
                    "-Xmx307m",
                    "-cp",
                    Supervised.classPath() + File.pathSeparator + classPath,
                    Supervised.class.getName(),
                    "dev.clickstream.collector.Main"));
            long begun = System.nanoTime();
            ChildProgram program =
                    ChildProgram.start(new Launch("collector", command, settings, null, work.resolve("collector.log")));
            URI url = url(program);
            return new Started(program, program.pid(), url, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    /**
     * The function's zip in Lambda's Java runtime.
     *
     * @param onClassPath as in an image of one's own; otherwise the runtime loads the zip's jars, as it does for a zip
     */
    record Function(House house, boolean onClassPath, Map<String, String> settings) implements Form {
        private static final Program PROGRAM = new Program("local-lambda", "dev.clickstream.lambda.Main", "128m");
        private static final Pattern SANDBOX = Pattern.compile("sandbox pid=(\\d+) init=(\\d+) ms .*");

        @Override
        public String title() {
            return onClassPath ? "Lambda handler, jars on the class path" : "Lambda handler, from the zip";
        }

        @Override
        public Started start(List<String> flags, Path work) {
            List<String> arguments = new ArrayList<>(List.of(
                    "--zip",
                    house.root()
                            .resolve("event-collector-lambda/target/event-collector-lambda-function.zip")
                            .toString(),
                    "--handler",
                    "dev.clickstream.collector.lambda.CollectorFunction",
                    "--work",
                    // A cache knows its jars by their paths.
                    requireNonNull(work.getParent()).resolve("function").toString(),
                    "--concurrency",
                    "1",
                    "--timeout",
                    "90"));
            if (onClassPath) {
                arguments.add("--on-class-path");
            }
            flags.forEach(flag -> arguments.add("--jvm-flag=" + flag));
            AtomicLong pid = new AtomicLong();
            AtomicLong millis = new AtomicLong();
            ChildProgram program = ChildProgram.start(
                    Launch.of(house, "function", PROGRAM, settings, arguments, work.resolve("function.log")), line -> {
                        Matcher sandbox = SANDBOX.matcher(line);
                        if (sandbox.matches()) {
                            pid.set(Long.parseLong(sandbox.group(1)));
                            millis.set(Long.parseLong(sandbox.group(2)));
                        }
                    });
            URI url = url(program);
            return new Started(program, pid.get(), url, Duration.ofMillis(millis.get()));
        }
    }

    /**
     * What was started; to be closed.
     *
     * @param pid of the JVM whose CPU counts
     * @param ready how long it took
     */
    record Started(ChildProgram program, long pid, URI url, Duration ready) implements AutoCloseable {
        double cpuSeconds() {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().totalCpuDuration())
                    .map(cpu -> cpu.toNanos() / 1e9)
                    .orElse(Double.NaN);
        }

        /** Asks the JVM to stop, and waits until it has: it may be writing a cache. */
        void stop() throws InterruptedException {
            Optional<ProcessHandle> jvm = ProcessHandle.of(pid);
            try {
                if (jvm.isPresent()) {
                    jvm.get().destroy();
                    jvm.get().onExit().get(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS);
                }
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException(
                        "%s has not stopped within %s".formatted(program.name(), STOPPED_WITHIN), e);
            }
        }

        @Override
        public void close() {
            program.close();
        }
    }

    private static URI url(ChildProgram program) {
        return URI.create(program.awaitReady(PATIENCE).substring("ready ".length()));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
