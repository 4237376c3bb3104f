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
 * The page of charts on a warehouse: its figures are what SQL says, each role sees what it may, and a browser draws it (where there
 * is a Chromium; the rest holds without).
 */
class DashboardIT {
    @Test
    void thePageShowsWhatGoldHoldsAndTheVerbWritesIt(@TempDir Path folder) throws IOException {
        try (LocalPlatform platform = LocalPlatform.start(Set.of(Service.REDSHIFT), folder.resolve("state"))) {
            Files.writeString(
                    folder.resolve("endpoints.properties"),
                    platform.endpoints().entrySet().stream()
                            .map(endpoint -> endpoint.getKey() + "=" + endpoint.getValue())
                            .collect(Collectors.joining("\n")));
            FrontDoor door = new FrontDoor(folder);

            door.dbtTool("python", "-m", "unittest", "dashboard.tests.on_warehouse")
                    .mustSucceed();

            FrontDoor.Outcome written = door.run("dashboard").mustSucceed();
            Path page = folder.resolve("dashboard.html");
            assertThat(written.output()).isEqualTo(page + "\n");
            assertThat(page).content().contains("Net sales", "id=\"plot-retention\"");

            Path docs = folder.resolve("docs");
            FrontDoor.Outcome documented = door.run("docs").mustSucceed();
            assertThat(documented.output())
                    .isEqualTo(docs.resolve("lineage.html") + "\n" + docs.resolve("dbt.html") + "\n");
            // what only a warehouse knows: the types that its tables really have
            assertThat(docs.resolve("dbt.html")).content().contains("character varying(512)");
        }
    }

    @Test
    void withoutAWarehouseTheVerbSaysHowToHaveOne(@TempDir Path folder) {
        FrontDoor.Outcome refused = new FrontDoor(folder).run("dashboard");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.errors()).contains("there is no warehouse: start the platform with './clickstream up'");
        assertThat(folder.resolve("dashboard.html")).doesNotExist();
    }
}
