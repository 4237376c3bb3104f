package dev.clickstream.cli.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * One platform per checkout. The lock is the operating system's, so it is gone with its process however that ends; a file
 * beside it tells which process it is.
 *
 * <p>A process that holds the lock must never open the file again: on POSIX, closing any channel of a file gives up all locks
 * the process has on it. So whoever is recorded as holder is asked first.
 */
final class UpLock implements AutoCloseable {
    private final FileChannel channel;
    private final Path owner;

    private UpLock(FileChannel channel, Path owner) {
        this.channel = channel;
        this.owner = owner;
    }

    /** Takes the lock, or says who has it. */
    static UpLock take(PlatformFolder folder) {
        if (isOurs(folder)) {
            throw alreadyUp(folder);
        }
        try {
            Files.createDirectories(folder.root());
            FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw alreadyUp(folder);
            }
            ProcessHandle self = ProcessHandle.current();
            Files.writeString(folder.owner(), self.pid() + " " + startOf(self) + "\n");
            return new UpLock(channel, folder.owner());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot lock " + folder.lock(), failure);
        }
    }

    private static PlatformException alreadyUp(PlatformFolder folder) {
        String pid =
                owner(folder).map(process -> " as process " + process.pid()).orElse("");
        return new PlatformException("the platform is already up" + pid + "; stop it with ./clickstream down");
    }

    private static boolean isOurs(PlatformFolder folder) {
        return owner(folder).filter(ProcessHandle.current()::equals).isPresent();
    }

    /** The process that keeps a platform up; empty where none does. */
    static Optional<ProcessHandle> holder(PlatformFolder folder) {
        if (!Files.exists(folder.lock())) {
            return Optional.empty();
        }
        if (isOurs(folder)) {
            return Optional.of(ProcessHandle.current());
        }
        try (FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.WRITE)) {
            return channel.tryLock() == null ? owner(folder) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot look at the lock " + folder.lock(), failure);
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
            Files.deleteIfExists(owner);
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot release the lock", failure);
        }
    }
}
