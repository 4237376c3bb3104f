package dev.clickstream.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The directory that keeps all data between starts, held by one platform at a time; the lock goes with the process. */
final class StateDirectory implements AutoCloseable {
    private final Path directory;
    private final FileChannel lock;

    private StateDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** @throws StateInUseException if another platform runs on it; the message says which */
    static StateDirectory open(Path directory) {
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve("lock");
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            @Nullable FileLock held = channel.tryLock();
            if (held == null) {
                channel.close();
                throw new StateInUseException(
                        "a local platform already runs on %s (process %s): stop it, or give --state another directory"
                                .formatted(directory, Files.readString(file).strip()));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new StateDirectory(directory, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the state directory " + directory, e);
        }
    }

    /** The directory of one service. */
    Path of(String service) {
        try {
            return Files.createDirectories(directory.resolve(service));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory.resolve(service), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the lock of " + directory, e);
        }
    }
}
