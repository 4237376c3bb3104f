package dev.clickstream.cli.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One platform per checkout. The lock is the operating system's, so it is gone with its process however that ends; a file
 * beside it tells which process it is.
 */
final class UpLock implements AutoCloseable {
    private final FileChannel channel;

    private UpLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock, or says who has it. */
    static UpLock take(PlatformFolder folder) {
        try {
            Files.createDirectories(folder.root());
            FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                String pid = owner(folder)
                        .map(process -> " as process " + process.pid())
                        .orElse("");
                throw new PlatformException("the platform is already up" + pid + "; stop it with ./clickstream down");
            }
            ProcessHandle self = ProcessHandle.current();
            Files.writeString(folder.owner(), self.pid() + " " + startOf(self) + "\n");
            return new UpLock(channel);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot lock " + folder.lock(), failure);
        }
    }

    /** The process that keeps a platform up; empty where none does. */
    static Optional<ProcessHandle> holder(PlatformFolder folder) {
        if (!Files.exists(folder.lock())) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.WRITE)) {
            return lock(channel) == null ? owner(folder) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot look at the lock " + folder.lock(), failure);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException oursAlready) {
            return null;
        }
    }

    /** The recorded process, if its start time is the recorded one: numbers of processes are used again. */
    private static Optional<ProcessHandle> owner(PlatformFolder folder) {
        Path file = folder.owner();
        try {
            String[] recorded = Files.readString(file).strip().split(" ");
            return ProcessHandle.of(Long.parseLong(recorded[0]))
                    .filter(process -> recorded.length == 2 && startOf(process).equals(recorded[1]));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot release the lock", failure);
        }
    }
}
