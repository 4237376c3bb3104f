package dev.clickstream.cli.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.clickstream.source.Source;
import dev.clickstream.source.Sources;
import dev.clickstream.source.SourcesJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** The document in a file, for its owner's eyes only: it holds secrets. */
public final class SourcesFile implements SourcesStore {
    private static final int SECRET_BYTES = 32;

    private final Path file;

    public SourcesFile(Path file) {
        this.file = requireNonNull(file);
    }

    /** Makes the document of a platform on this machine, if there is none yet: one source that may send anything. */
    public static void makeIfMissing(Path file, String source, String writeKey) {
        if (Files.exists(file)) {
            return;
        }
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        String keys = "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"local\",\"k\":\"%s\"}]}"
                .formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        Sources sources =
                new Sources(List.of(Source.open(source, List.of(writeKey))), new Sources.UserTokenKeys(keys, null));
        new SourcesFile(file).replace(SourcesJson.write(sources));
    }

    @Override
    public Held read() {
        String text = text();
        try {
            return new Held(SourcesJson.read(text), text);
        } catch (IllegalArgumentException e) {
            throw new SourcesException("%s is wrong: %s".formatted(where(), e.getMessage()));
        }
    }

    @Override
    public void write(Sources sources, Held before) {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (!held.isValid() || !text().equals(before.version())) {
                throw changedMeanwhile();
            }
            replace(SourcesJson.write(sources));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new SourcesException(
                    "there is no %s that can be read; './clickstream up' makes one".formatted(where()));
        }
    }

    private void replace(String text) {
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = Files.createTempFile(
                    folder,
                    "sources",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, text.getBytes(UTF_8), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    @Override
    public String where() {
        return "file " + file;
    }
}
