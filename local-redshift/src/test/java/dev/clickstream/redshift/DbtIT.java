package dev.clickstream.redshift;

import static dev.clickstream.redshift.Warehouse.execute;
import static dev.clickstream.redshift.Warehouse.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** dbt-redshift, unchanged: every materialization, twice, then afresh, and the docs. */
class DbtIT {

    private static final Path DBT =
            Path.of("../.clickstream/python/bin/dbt").toAbsolutePath().normalize();
    private static final Path PROJECT = Path.of("src/test/resources/dbt");

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES) // four runs of dbt, of some seconds each where nothing else runs
    void buildsAndBuildsAgain(@TempDir Path directory) throws IOException, InterruptedException, SQLException {
        assumeTrue(Files.isExecutable(DBT), "no .clickstream/python: './clickstream build' makes it");
        copy(PROJECT, directory);
        try (Connection connection = Warehouse.connect(Warehouse.REDSHIFT.createDatabase("dbt_it"))) {
            execute(connection, "create user dbt_readers password disable");

            dbt(directory, "build");
            Path seed = directory.resolve("seeds/orders.csv");
            Files.writeString(
                    seed,
                    Files.readString(seed).replace("3,ann,5.25", "3,ann,6.25") + "4,cem,7.00,2026-01-03 13:00:00\n");
            dbt(directory, "build");

            assertThat(rows(connection, "select order_id, amount, source from shop.merged_orders order by 1"))
                    .containsExactly("1|10.50|seed", "2|20.00|seed", "3|6.25|seed", "4|7.00|seed");
            assertThat(rows(connection, "select customer, orders from shop.replaced_orders order by 1"))
                    .containsExactly("ann|1,3", "bob|2", "cem|4");
            assertThat(rows(connection, "select count(*), count(dbt_valid_to) from shop.orders_kept"))
                    .containsExactly("5|1");
            assertThat(rows(connection, "select customer, amount from shop.newest_amount order by 1"))
                    .containsExactly("ann|6.25", "bob|20.00", "cem|7.00");

            dbt(directory, "run", "--full-refresh");
            dbt(directory, "docs", "generate");

            assertThat(rows(connection, "select sum(orders) from shop.totals")).containsExactly("4");
            assertThat(Files.readString(directory.resolve("target/catalog.json")))
                    .contains("merged_orders", "ordered_at");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void dbt(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(DBT.toString(), "--no-use-colors"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("REDSHIFT_PORT", Integer.toString(Warehouse.REDSHIFT.port()));
        builder.environment().put("DBT_PROFILES_DIR", directory.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("dbt %s said:%n%s", List.of(arguments), said)
                .isZero();
    }
}
