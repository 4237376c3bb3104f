package dev.clickstream.cli.platform;

import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.rules.DefaultRules;
import dev.clickstream.cli.rules.RuleRoom;
import dev.clickstream.cli.source.SourcesFile;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.Launch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The programs of a platform, started as early as each can be, and stopped the other way round. */
final class Platform implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(180);
    private static final int COLLECTOR_PORT = 8080;
    private static final int PROCESSOR_PORT = 8081;
    private static final String SOURCE = "local";
    private static final String WRITE_KEY = "local-development-key";

    private final PlatformFolder folder;
    private final Blueprint blueprint;
    private final Terminal terminal;
    private final PlatformForm form;
    private final Map<String, ChildProgram> programs = new LinkedHashMap<>();
    private final int collectorPort;
    private final int processorPort;
    private @Nullable Endpoints endpoints;
    private boolean stopping;

    Platform(PlatformFolder folder, Terminal terminal, PlatformForm form) {
        this.folder = folder;
        this.form = form;
        this.blueprint = new Blueprint(folder);
        this.terminal = terminal;
        this.collectorPort = freePort(COLLECTOR_PORT);
        this.processorPort = freePort(PROCESSOR_PORT);
    }

    private static int freePort(int usual) {
        for (int port : List.of(usual, 0)) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Somebody else's; the next one.
            }
        }
        throw new PlatformException("there is no free port left");
    }

    /** Starts all of it and tells where it is. */
    Endpoints start() {
        StartBoard board = new StartBoard(terminal.notes(), terminal.moving());
        delete();
        SourcesFile.makeIfMissing(folder.sources(), SOURCE, WRITE_KEY);
        startOne(blueprint.localPlatform(), board);
        Endpoints known = Endpoints.read(blueprint.localEndpoints())
                .with("COLLECTOR_URL", "http://127.0.0.1:" + collectorPort)
                .with("PROCESSOR_URL", "http://127.0.0.1:" + processorPort)
                .with("WRITE_KEY", WRITE_KEY);
        endpoints = known;
        try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> starting = new ArrayList<>();
            for (Launch launch :
                    List.of(blueprint.loader(known), blueprint.processor(known, processorPort), collector(known))) {
                starting.add(CompletableFuture.runAsync(() -> startOne(launch, board), starters));
            }
            // The loader makes the tables that dbt reads.
            starting.set(
                    0,
                    starting.getFirst()
                            .thenRunAsync(
                                    () -> startOne(blueprint.dbtRunner(known, form.heartbeatSeconds()), board),
                                    starters));
            starting.add(CompletableFuture.runAsync(() -> publishRules(known), starters));
            CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
        known.write(folder.endpoints());
        return known;
    }

    private Launch collector(Endpoints known) {
        return switch (form.collector()) {
            case SERVER -> blueprint.collector(known, collectorPort);
            case FUNCTION -> blueprint.collectorFunction(known, collectorPort);
        };
    }

    private static void publishRules(Endpoints known) {
        try (RuleRoom room = known.openRules()) {
            DefaultRules.publish(room, InstantSource.system());
        }
    }

    private void startOne(Launch launch, StartBoard board) {
        long begun = System.nanoTime();
        board.started(launch.name());
        ChildProgram program;
        synchronized (this) {
            if (stopping) {
                throw new PlatformException("stopped while " + launch.name() + " was to start");
            }
            program = ChildProgram.start(launch);
            programs.put(launch.name(), program);
        }
        program.awaitReady(READY);
        board.ready(launch.name(), Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Starts a program again that has ended. With the local platform all others must start again: its ports are new. */
    void restart(String name) {
        Endpoints known = endpoints;
        StartBoard board = new StartBoard(terminal.notes(), false);
        switch (name) {
            case Blueprint.LOCAL_PLATFORM -> {
                closeAll();
                start();
            }
            case Blueprint.COLLECTOR -> startOne(collector(required(known)), board);
            case Blueprint.PROCESSOR -> startOne(blueprint.processor(required(known), processorPort), board);
            case Blueprint.LOADER -> startOne(blueprint.loader(required(known)), board);
            case Blueprint.DBT_RUNNER -> startOne(blueprint.dbtRunner(required(known), form.heartbeatSeconds()), board);
            default -> throw new IllegalArgumentException("there is no program " + name);
        }
    }

    private static Endpoints required(@Nullable Endpoints endpoints) {
        if (endpoints == null) {
            throw new IllegalStateException("the local platform never started");
        }
        return endpoints;
    }

    synchronized List<ChildProgram> programs() {
        return List.copyOf(programs.values());
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    private void delete() {
        try {
            Files.deleteIfExists(folder.endpoints());
        } catch (IOException failure) {
            throw new PlatformException("cannot delete " + folder.endpoints(), failure);
        }
    }

    private void closeAll() {
        programs().reversed().forEach(ChildProgram::close);
        synchronized (this) {
            programs.clear();
        }
    }

    /** Stops in the reverse order of the start: the servers last, which all others talk to while they finish. */
    @Override
    public void close() {
        synchronized (this) {
            stopping = true;
        }
        closeAll();
        delete();
    }
}
