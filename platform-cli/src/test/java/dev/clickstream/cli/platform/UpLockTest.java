package dev.clickstream.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpLockTest {
    @TempDir
    Path home;

    @Test
    void aSecondPlatformIsRefusedWithTheFirstOnesNumber() {
        PlatformFolder folder = new PlatformFolder(home);
        try (UpLock first = UpLock.take(folder)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> UpLock.take(folder))
                    .hasMessage("the platform is already up as process %d; stop it with ./clickstream down"
                            .formatted(ProcessHandle.current().pid()));
            assertThat(UpLock.holder(folder)).contains(ProcessHandle.current());
        }
        assertThat(UpLock.holder(folder)).isEmpty();
        UpLock.take(folder).close();
    }

    @Test
    void aProcessNumberThatSomebodyElseHasNowIsNotOurs() throws IOException {
        PlatformFolder folder = new PlatformFolder(home);
        try (UpLock first = UpLock.take(folder)) {
            assertThat(first).isNotNull();
            Files.writeString(folder.owner(), ProcessHandle.current().pid() + " 2001-01-01T00:00:00Z\n");
            assertThat(UpLock.holder(folder)).isEmpty();
        }
    }
}
