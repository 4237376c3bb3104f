package dev.clickstream.launcher;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs a program that must not outlive its parent. The parent holds the other end of this process's standard input; the
 * operating system closes it even when the parent is killed with -9, and then this process ends, shutdown hooks included.
 */
public final class Supervised {
    private static final long GRACE_MILLIS = 10_000;

    private Supervised() {}

    public static void main(String[] arguments) throws Throwable {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("the first argument must be the main class to run, found none");
        }
        daemon("parent-watch", Supervised::endWithParent);
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        try {
            Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Where this class lies: what a child's class path needs beside the program's own. */
    public static Path classPath() {
        return classPath(Supervised.class);
    }

    /** The jar or folder that a class was loaded from. */
    public static Path classPath(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new LaunchException("cannot find where " + type.getName() + " lies", e);
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException closed) {
            // A closed standard input means the same as its end.
        }
        daemon("parent-watch-halt", Supervised::haltAfterGrace);
        System.exit(0);
    }

    private static void haltAfterGrace() {
        try {
            Thread.sleep(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static void daemon(String name, Runnable work) {
        Thread.ofPlatform().name(name).daemon().start(work);
    }
}
