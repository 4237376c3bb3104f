package dev.clickstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be said of the dbt project without a warehouse. */
class DbtProjectTest {
    private final FrontDoor door;

    DbtProjectTest(@TempDir Path folder) {
        door = new FrontDoor(folder);
    }

    @Test
    void bronzeFitsTheTrackingPlan() {
        door.dbtTool("python", "generate_bronze.py", "--check").mustSucceed();
    }

    @Test
    void thePageOfMetricsFitsTheirDefinitions() {
        door.dbtTool("python", "metrics_page.py", "--check").mustSucceed();
    }

    @Test
    void theRunnerAndTheGeneratorPassTheirOwnTests() {
        door.dbtTool("python", "-m", "unittest", "discover", "-t", ".", "-s", "runner/tests")
                .mustSucceed();
    }

    /** Every column of every model is described, classed, treated and owned; docs/reference/governance.md says so. */
    @Test
    void everyColumnSaysWhatItIsAndTheCompilerPassesItsOwnTests() {
        door.dbtTool("python", "-m", "unittest", "discover", "-t", ".", "-s", "governance/tests")
                .mustSucceed();
    }

    /** What the page asks is the semantic layer's, the exposure names what it reads, and every chart has its figures. */
    @Test
    void thePageOfChartsPassesItsOwnTests() {
        door.dbtTool("python", "-m", "unittest", "discover", "-t", ".", "-s", "dashboard/tests")
                .mustSucceed();
    }

    /** Every column of gold is traced to events and properties, shows no person less sensitive than it is, and the page of the reference says so. */
    @Test
    void everyColumnOfGoldIsTracedToTheEventsItComesFrom() {
        door.dbtTool("python", "-m", "unittest", "discover", "-t", ".", "-s", "lineage/tests")
                .mustSucceed();
    }

    @Test
    void docsAreWrittenWithoutAWarehouse(@TempDir Path pages) {
        FrontDoor.Outcome written = door.run("docs", "--out", pages.toString()).mustSucceed();
        assertThat(written.output()).isEqualTo(pages.resolve("lineage.html") + "\n" + pages.resolve("dbt.html") + "\n");
        assertThat(written.errors()).contains("no warehouse is there");
        assertThat(pages.resolve("lineage.html")).content().contains("gold.daily_sales.net_sgd");
        assertThat(pages.resolve("dbt.html")).content().contains("model.clickstream.daily_sales");
    }
}
