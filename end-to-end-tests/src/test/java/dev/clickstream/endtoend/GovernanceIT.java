package dev.clickstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Grants, masks and row policies on a warehouse, as five users: what each sees is docs/reference/who-sees-what.md (written anew
 * with {@code GOLDEN_WRITE=1} in the environment), and nobody sees more while tables are rebuilt twenty times.
 */
class GovernanceIT {
    @Test
    void fiveUsersSeeWhatTheRolesSayAlsoWhileTablesAreRebuilt(@TempDir Path folder) throws IOException {
        try (LocalPlatform platform = LocalPlatform.start(Set.of(Service.REDSHIFT), folder.resolve("state"))) {
            Files.writeString(
                    folder.resolve("endpoints.properties"),
                    platform.endpoints().entrySet().stream()
                            .map(endpoint -> endpoint.getKey() + "=" + endpoint.getValue())
                            .collect(Collectors.joining("\n")));
            FrontDoor door = new FrontDoor(folder);

            FrontDoor.Outcome tests = door.dbtTool("python", "-m", "unittest", "governance.tests.on_warehouse")
                    .mustSucceed();
            assertThat(tests.output()).contains("20 rebuilds", "0 unmasked cells, 0 foreign rows");

            // users.yml names nobody yet: the test's users lose their roles, and that was all
            FrontDoor.Outcome verified = door.run("governance", "verify");
            assertThat(verified.code()).isEqualTo(1);
            assertThat(verified.output()).contains("not wanted: user ria is in role regional_analyst");
            door.run("governance", "apply").mustSucceed();
            assertThat(door.run("governance", "verify").mustSucceed().output())
                    .isEqualTo("no difference: the warehouse is as the models and roles say\n");
        }
    }
}
