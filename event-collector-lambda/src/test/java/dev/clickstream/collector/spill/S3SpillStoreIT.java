package dev.clickstream.collector.spill;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the local platform's S3. */
class S3SpillStoreIT extends SpillStoreContract {
    @TempDir
    static Path state;

    private static LocalPlatform platform;
    private static SpillStore store;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start(Set.of(Service.S3), state);
        store = TestS3.store(platform);
    }

    @AfterAll
    static void stop() {
        store.close();
        platform.close();
    }

    @Override
    SpillStore store() {
        return store;
    }

    @Test
    void aBucketThatIsNotThereIsToldWithItsName() {
        SpillStore nowhere = SpillSettings.open("no-such-bucket", "spill/", java.time.Duration.ofMillis(500));

        assertThatThrownBy(() -> nowhere.keep("a", bytes("a")))
                .isInstanceOf(SpillException.class)
                .hasMessageStartingWith("put failed: bucket=no-such-bucket key=spill/a reason=");
    }
}
