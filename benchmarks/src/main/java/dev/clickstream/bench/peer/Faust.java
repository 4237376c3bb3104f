package dev.clickstream.bench.peer;

import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Faust in a Python environment of its own.
 *
 * @param environment the folder of the Python environment
 * @param program the folder that holds {@code recent.py}
 */
record Faust(Path environment, Path program) {

    /**
     * Makes the environment if it is not there, or is of other requirements.
     *
     * @throws IllegalStateException with pip's own words if it cannot be made
     */
    static Faust install(Path home) throws IOException, InterruptedException {
        Path program = home.resolve("benchmarks/faust");
        Path environment = home.resolve(".clickstream/faust");
        Path requirements = program.resolve("requirements.txt");
        Path installed = environment.resolve("installed.txt");
        String wanted = Files.readString(requirements);
        if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
            Installation.run(home, List.of("python3", "-m", "venv", "--clear", environment.toString()));
            Installation.run(
                    home,
                    List.of(
                            environment.resolve("bin/python").toString(),
                            "-m",
                            "pip",
                            "install",
                            "--quiet",
                            "--disable-pip-version-check",
                            "--require-hashes",
                            "--no-deps",
                            "-r",
                            requirements.toString()));
            Files.writeString(installed, wanted);
        }
        return new Faust(environment, program);
    }

    ChildProgram start(Map<String, String> settings, Path folder) {
        Map<String, String> environmentVariables = new HashMap<>(settings);
        environmentVariables.put("PYTHONDONTWRITEBYTECODE", "1");
        List<String> command = List.of(
                environment.resolve("bin/faust").toString(),
                "--app=recent",
                "--datadir=" + folder.resolve("faust-data"),
                "worker",
                "--loglevel=error",
                "--without-web");
        return ChildProgram.start(
                new Launch("faust", command, environmentVariables, program, folder.resolve("faust.log")));
    }
}
