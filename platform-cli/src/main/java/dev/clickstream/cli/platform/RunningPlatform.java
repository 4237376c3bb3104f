package dev.clickstream.cli.platform;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A platform that some process keeps up. */
public record RunningPlatform(ProcessHandle process) {
    public static Optional<RunningPlatform> find(PlatformFolder folder) {
        return UpLock.holder(folder).map(RunningPlatform::new);
    }

    /** Asks it to stop and waits; false when it is still there after that time. */
    public boolean stop(Duration limit) throws InterruptedException {
        process.destroy();
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException impossible) {
            throw new PlatformException("cannot wait for process " + process.pid(), impossible);
        }
    }
}
