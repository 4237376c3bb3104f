package dev.clickstream.cli.project;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformException;
import dev.clickstream.cli.platform.PlatformFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a tool of the project's Python in the project's folder, with this terminal as its own. */
public final class ProjectTool {
    private final PlatformFolder folder;
    private final Endpoints endpoints;

    /** @param endpoints of the platform whose warehouse is meant */
    public ProjectTool(PlatformFolder folder, Endpoints endpoints) {
        this.folder = requireNonNull(folder);
        this.endpoints = requireNonNull(endpoints);
    }

    /**
     * @param tool a program of the project's Python: {@code dbt}, {@code mf}, {@code python}
     * @return its exit code
     * @throws PlatformException if the project's Python was not made yet
     */
    public int run(String tool, List<String> arguments) throws InterruptedException {
        Path program = folder.python().resolveSibling(tool);
        if (!Files.isExecutable(program)) {
            throw new PlatformException("%s is missing: ./clickstream build makes it".formatted(folder.shown(program)));
        }
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.dbtProject().toFile())
                .inheritIO();
        Map<String, String> environment = builder.environment();
        for (String name : List.of("HOST", "PORT", "DATABASE", "USER", "PASSWORD")) {
            environment.put("REDSHIFT_" + name, endpoints.get("REDSHIFT_" + name));
        }
        environment.put("DBT_PROFILES_DIR", folder.dbtProject().toString());
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        try {
            Process process = builder.start();
            try {
                return process.waitFor();
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new PlatformException("cannot start %s: %s".formatted(program, e.getMessage()), e);
        }
    }
}
