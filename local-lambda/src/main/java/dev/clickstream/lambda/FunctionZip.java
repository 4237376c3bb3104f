package dev.clickstream.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A function's deployable package. */
final class FunctionZip {
    private FunctionZip() {}

    /**
     * Unpacks it as Lambda does below {@code /var/task}.
     *
     * @throws IllegalArgumentException if it is none, or would write beside the folder
     */
    static void unpack(Path zip, Path folder) {
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            int unpacked = 0;
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IllegalArgumentException(
                            "%s would be unpacked beside its folder: %s".formatted(zip, entry.getName()));
                }
                if (!entry.isDirectory()) {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target);
                    // An AOT cache knows a jar by its time: it must be the same whenever it is unpacked.
                    Files.setLastModifiedTime(target, entry.getLastModifiedTime());
                    unpacked++;
                }
            }
            if (unpacked == 0) {
                throw new IllegalArgumentException("%s is no zip, or an empty one".formatted(zip));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack %s: %s".formatted(zip, e.getMessage()), e);
        }
    }
}
