package dev.clickstream.cli.platform;

import dev.clickstream.launcher.House;
import java.nio.file.Path;

/**
 * The folder that holds all that a platform keeps on this machine; each folder is a platform of its own.
 *
 * @param home the checkout
 * @param root {@code .clickstream} in the checkout, unless {@code CLICKSTREAM_FOLDER} names another
 */
public record PlatformFolder(Path home, Path root) {
    private static final String NAME = "CLICKSTREAM_FOLDER";

    public PlatformFolder(Path home) {
        this(home, home.resolve(".clickstream"));
    }

    public static PlatformFolder find() {
        Path home = House.find().root();
        String named = System.getenv(NAME);
        return named == null
                ? new PlatformFolder(home)
                : new PlatformFolder(home, Path.of(named).toAbsolutePath());
    }

    public Path endpoints() {
        return root.resolve("endpoints.properties");
    }

    /** Who may send to this platform; holds secrets. */
    public Path sources() {
        return root.resolve("sources.json");
    }

    /** The keys that personal data is treated with. */
    public Path piiKeys() {
        return state().resolve("pii-keys.json");
    }

    public Path state() {
        return root.resolve("state");
    }

    public Path log(String program) {
        return logs().resolve(program + ".log");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path lock() {
        return root.resolve("up.lock");
    }

    Path owner() {
        return root.resolve("up.pid");
    }

    Path python() {
        return home.resolve(".clickstream/python/bin/python");
    }

    Path dbtProject() {
        return home.resolve("dbt-project");
    }

    /** A path as the user would write it from the checkout. */
    public String shown(Path path) {
        return path.startsWith(home) ? home.relativize(path).toString() : path.toString();
    }
}
