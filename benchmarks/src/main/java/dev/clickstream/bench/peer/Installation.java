package dev.clickstream.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a benchmark fetches once and keeps.
 *
 * @param folder where it is kept
 * @param wanted the file that says what belongs in it: another content makes it anew
 */
public record Installation(Path folder, Path wanted) {

    /** @throws IllegalStateException with the command's own words if it fails */
    public void unlessThere(String... command) throws IOException, InterruptedException {
        Path installed = folder.resolve("installed.txt");
        String content = Files.readString(wanted);
        if (Files.exists(installed) && Files.readString(installed).equals(content)) {
            return;
        }
        Files.createDirectories(folder);
        run(folder, List.of(command));
        Files.writeString(installed, content);
    }

    /** @throws IllegalStateException with the command's own words if it fails */
    public static void run(Path directory, List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("installation", ".log");
        try {
            int code = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("%s ended with exit code %d:%n%s"
                        .formatted(String.join(" ", command), code, Files.readString(said)));
            }
        } finally {
            Files.delete(said);
        }
    }
}
