package dev.clickstream.cli.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The keys that personal data is treated with on this machine: made on the first start, kept with the platform's state. */
final class LocalPiiKeys {
    private static final int SECRET_BYTES = 32;

    private LocalPiiKeys() {}

    /** The file; made if it is not there. */
    static Path at(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                make(file);
            }
            return file.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("the keys for personal data cannot be made: " + file, e);
        }
    }

    /** Whole or not at all, and for its owner only. */
    private static void make(Path file) throws IOException {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        String keys = "{\"current\": \"local\", \"local\": \"%s\"}\n"
                .formatted(Base64.getEncoder().encodeToString(secret));
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "pii-keys",
                ".draft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, keys);
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another start was faster: its keys count.
        } finally {
            Files.delete(draft);
        }
    }
}
