package dev.clickstream.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
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
    void askingWhoHoldsTheLockDoesNotGiveItUp() throws Exception {
        PlatformFolder folder = new PlatformFolder(home);
        try (UpLock first = UpLock.take(folder)) {
            assertThat(first).isNotNull();
            UpLock.holder(folder);

            assertThat(holderSeenByAnotherProcess())
                    .isEqualTo("held by " + ProcessHandle.current().pid());
        }
        assertThat(holderSeenByAnotherProcess()).isEqualTo("free");
    }

    @Test
    void aProcessNumberThatSomebodyElseHasNowIsNotOurs() throws Exception {
        PlatformFolder folder = new PlatformFolder(home);
        try (UpLock first = UpLock.take(folder)) {
            assertThat(first).isNotNull();
            Files.writeString(folder.owner(), ProcessHandle.current().pid() + " 2001-01-01T00:00:00Z\n");
            assertThat(holderSeenByAnotherProcess()).isEqualTo("free");
        }
    }

    private String holderSeenByAnotherProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Look.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Looks from another process: locks are between processes. */
    static final class Look {
        public static void main(String[] arguments) {
            System.out.println(UpLock.holder(new PlatformFolder(Path.of(arguments[0])))
                    .map(holder -> "held by " + holder.pid())
                    .orElse("free"));
        }
    }
}
