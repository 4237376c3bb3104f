package dev.clickstream.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;

/** A house with one built program, `sample`, whose classes are those of these tests. */
record FakeHouse(House house) {
    static FakeHouse in(Path folder) throws IOException {
        Path target = Files.createDirectories(folder.resolve("sample/target"));
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(target.resolve("sample-1.0.0-SNAPSHOT.jar")))) {
            jar.putNextEntry(new java.util.zip.ZipEntry("empty"));
        }
        Files.writeString(
                target.resolve("classpath.txt"),
                Path.of("target/test-classes").toAbsolutePath().toString());
        return new FakeHouse(new House(folder));
    }

    static Program program(Class<?> main) {
        return new Program("sample", main.getName(), "32m");
    }
}
