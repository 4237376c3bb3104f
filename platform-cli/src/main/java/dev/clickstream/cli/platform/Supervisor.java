package dev.clickstream.cli.platform;

import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import dev.clickstream.launcher.ChildProgram;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps one platform up: takes the lock, starts it, watches its programs, heals what dies, and stops all at the end. */
public final class Supervisor implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final PlatformFolder folder;
    private final Terminal terminal;
    private final InstantSource clock;
    private final UpLock lock;
    private final Platform platform;
    private final Restarts restarts = new Restarts();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Supervisor(PlatformFolder folder, Terminal terminal, InstantSource clock, PlatformForm form) {
        this.folder = folder;
        this.terminal = terminal;
        this.clock = clock;
        this.lock = UpLock.take(folder);
        this.platform = new Platform(folder, terminal, form);
    }

    /**
     * Starts a platform; when that fails, nothing is left running.
     *
     * @param codeWhenSignalled what this process exits with when a signal ends it
     */
    public static Supervisor start(
            PlatformFolder folder, Terminal terminal, InstantSource clock, PlatformForm form, int codeWhenSignalled) {
        Supervisor supervisor = new Supervisor(folder, terminal, clock, form);
        Thread stop = new Thread(() -> supervisor.stopBySignal(codeWhenSignalled), "stop-platform");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            long begun = System.nanoTime();
            Endpoints endpoints = supervisor.platform.start();
            terminal.notes().printf("  %-16s up after    %,6d ms%n", "all", (System.nanoTime() - begun) / 1_000_000);
            supervisor.print(endpoints);
            return supervisor;
        } catch (RuntimeException failure) {
            supervisor.close();
            throw failure;
        }
    }

    private void print(Endpoints endpoints) {
        TextTable table = new TextTable("endpoint", "value");
        endpoints
                .values()
                .forEach((name, value) -> table.add(
                        name, name.contains("SECRET") || name.contains("PASSWORD") ? "(in the file)" : value));
        terminal.out().println(table);
        terminal.out()
                .println("written to " + folder.shown(folder.endpoints()) + "; logs are in "
                        + folder.shown(folder.logs()));
    }

    /** Watches until somebody closes this; false when a program could not be kept alive. */
    public boolean watch() throws InterruptedException {
        while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            Optional<ChildProgram> dead = platform.programs().stream()
                    .filter(program -> !program.isAlive())
                    .findFirst();
            if (dead.isPresent() && !platform.isStopping() && !heal(dead.get())) {
                return false;
            }
        }
        return true;
    }

    private boolean heal(ChildProgram dead) throws InterruptedException {
        terminal.notes().printf("%s ended with exit code %d; %s%n", dead.name(), dead.exitCode(), dead.lastWords());
        while (!platform.isStopping()) {
            switch (restarts.decide(dead.name(), clock.instant())) {
                case Restarts.Decision.GiveUp _ -> {
                    terminal.notes()
                            .printf(
                                    "%s was started %d times in %d minutes and did not stay up; giving up%n",
                                    dead.name(), Restarts.MOST + 1, Restarts.WITHIN.toMinutes());
                    return false;
                }
                case Restarts.Decision.Again again -> {
                    terminal.notes()
                            .printf("starting %s again (%d of %d)%n", dead.name(), again.attempt(), Restarts.MOST);
                    Thread.sleep(again.pause());
                    if (startsAgain(dead.name())) {
                        return true;
                    }
                }
            }
        }
        return true;
    }

    private boolean startsAgain(String name) {
        try {
            platform.restart(name);
            if (name.equals(Blueprint.LOCAL_PLATFORM)) {
                terminal.notes().println("the endpoints have changed; see " + folder.shown(folder.endpoints()));
            }
            return true;
        } catch (RuntimeException failure) {
            if (!platform.isStopping()) {
                terminal.notes().println(failure.getMessage());
            }
            return false;
        }
    }

    private void stopBySignal(int exitCode) {
        if (closed.getCount() != 0) {
            close();
            Runtime.getRuntime().halt(exitCode);
        }
    }

    /** Stops all programs. Called by hand or by the end of this process, whichever comes first; waits in both cases. */
    @Override
    public synchronized void close() {
        if (closed.getCount() == 0) {
            return;
        }
        terminal.notes().println("stopping");
        platform.close();
        lock.close();
        closed.countDown();
    }
}
