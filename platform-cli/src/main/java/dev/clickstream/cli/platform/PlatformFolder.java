package dev.clickstream.cli.platform;

import dev.clickstream.launcher.House;
import java.nio.file.Path;

/**
 * The folder {@code .clickstream}: all that the platform keeps on this machine.
 *
 * @param home the checkout
 */
public record PlatformFolder(Path home) {
    public static PlatformFolder find() {
        return new PlatformFolder(House.find().root());
    }

    public Path root() {
        return home.resolve(".clickstream");
    }

    public Path endpoints() {
        return root().resolve("endpoints.properties");
    }

    public Path state() {
        return root().resolve("state");
    }

    public Path log(String program) {
        return logs().resolve(program + ".log");
    }

    Path logs() {
        return root().resolve("logs");
    }

    Path lock() {
        return root().resolve("up.lock");
    }

    Path owner() {
        return root().resolve("up.pid");
    }

    Path python() {
        return root().resolve("python/bin/python");
    }

    Path dbtProject() {
        return home.resolve("dbt-project");
    }

    /** A path as the user would write it from the checkout. */
    public String shown(Path path) {
        return path.startsWith(home) ? home.relativize(path).toString() : path.toString();
    }
}
