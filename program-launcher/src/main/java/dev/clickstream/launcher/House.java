package dev.clickstream.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The checkout in which the programs were built.
 *
 * @param root the folder that holds all modules
 */
public record House(Path root) {
    private static final String NAME = "CLICKSTREAM_HOME";
    private static final String VERSION = "1.0.0-SNAPSHOT";

    /** The house named by {@code CLICKSTREAM_HOME} (system property, then environment), else the one around the working directory. */
    public static House find() {
        return find(System.getProperty(NAME), System.getenv(), Path.of("").toAbsolutePath());
    }

    static House find(@Nullable String property, Map<String, String> environment, Path workingDirectory) {
        String named = property != null ? property : environment.get(NAME);
        if (named != null) {
            return new House(Path.of(named).toAbsolutePath());
        }
        return Stream.iterate(workingDirectory, folder -> folder != null, Path::getParent)
                .filter(House::isHouse)
                .findFirst()
                .map(House::new)
                .orElseThrow(() -> new LaunchException("no clickstream checkout at or above " + workingDirectory
                        + ": start from inside it, or set " + NAME + " to its folder"));
    }

    private static boolean isHouse(Path folder) {
        return Files.isRegularFile(folder.resolve("clickstream"))
                || Files.isRegularFile(folder.resolve("event-model/pom.xml"));
    }

    /** The class path of a built program, the launcher's own classes included: {@link Supervised} runs in the child. */
    public String classPathOf(Program program) {
        Path target = root.resolve(program.module()).resolve("target");
        Path jar = required(target.resolve(program.module() + "-" + VERSION + ".jar"), program);
        Path libraries = required(target.resolve("classpath.txt"), program);
        try {
            String others = Files.readString(libraries).strip();
            String own = jar + File.pathSeparator + Supervised.classPath();
            return others.isEmpty() ? own : own + File.pathSeparator + others;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + libraries, e);
        }
    }

    private static Path required(Path file, Program program) {
        if (!Files.isRegularFile(file)) {
            throw new LaunchException("%s is not built: %s is missing; build it with ./clickstream build"
                    .formatted(program.module(), file));
        }
        return file;
    }
}
