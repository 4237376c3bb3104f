package dev.clickstream.recent.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.recent.Decay;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.RecentItemsReader;
import dev.clickstream.recent.Snapshot;
import dev.clickstream.recent.WeightedItem;
import dev.clickstream.recent.pointer.TablePointer;
import dev.clickstream.recent.pointer.TablePointer.Building;
import dev.clickstream.recent.pointer.TablePointer.Table;
import dev.clickstream.recent.pointer.TablePointerStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python of docs/how-to/read-recent-items.md, as it stands there, reads what the Java reader reads. */
class PythonPageIT {
    private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();
    private static final Path PYTHON = HOUSE.resolve(".clickstream/python/bin/python");
    private static final Pattern CODE = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final String base = "base-" + UUID.randomUUID();

    @TempDir
    Path folder;

    @BeforeAll
    static void thePythonEnvironmentIsThere() {
        assertThat(PYTHON).as("./clickstream build makes it").isExecutable();
    }

    @Test
    void thePageReadsWhatTheReaderReadsWithEachDecayAndFollowsThePointer() throws Exception {
        GenerationTables tables = new GenerationTables(LocalDynamoDb.client(), LocalDynamoDb.TABLE);
        tables.create(base);
        fill(base, "old");
        assertThat(python()).containsExactlyElementsOf(java());
        assertThat(python()).anyMatch(line -> line.contains("old0"));

        String next = base + "-g2";
        tables.create(next);
        fill(next, "new");
        TablePointerStore pointers = new TablePointerStore(LocalDynamoDb.client(), base);
        TablePointer first = pointers.read();
        TablePointer building = first.withBuilding(new Building(new Table(next, 2), "me", now.plusSeconds(60), true));
        assertThat(pointers.replace(first, building)).isTrue();
        assertThat(pointers.replace(building, building.switched())).isTrue();

        assertThat(python()).containsExactlyElementsOf(java());
        assertThat(python()).noneMatch(line -> line.contains("old0")).anyMatch(line -> line.contains("new0"));
    }

    private void fill(String table, String name) {
        DynamoDbRecentItemsStore store = new DynamoDbRecentItemsStore(LocalDynamoDb.client(), table);
        for (String category : List.of("cart", "view")) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Map<String, String> attributes = category.equals("cart")
                        ? Map.of("price", "12.50", "weight", i % 2 == 0 ? "2" : "0.5")
                        : Map.of();
                points.add(new Point(
                        name + i, "d", now.minus(Duration.ofDays(5L * i)).plusSeconds(100), "m", false, attributes));
            }
            store.write(new Snapshot("user:ann", category, 1, 1, points, now));
        }
    }

    private List<String> java() {
        RecentItemsReader reader = new RecentItemsReader(
                DynamoDbRecentItemsStore.live(LocalDynamoDb.client(), base, Clock.systemUTC()),
                Clock.fixed(now, ZoneOffset.UTC));
        List<String> lines = new ArrayList<>();
        for (Decay decay : List.of(Decay.NONE, Decay.halfLife(Duration.ofDays(7)), Decay.linear(Duration.ofDays(30)))) {
            reader.read("user:ann", decay).forEach((category, items) -> {
                for (WeightedItem item : items) {
                    lines.add(String.format(
                            Locale.ROOT,
                            "%s %s %.6f %s",
                            category,
                            item.item().itemId(),
                            item.weight(),
                            item.item().attributes().getOrDefault("price", "-")));
                }
            });
        }
        return lines;
    }

    private List<String> python() throws IOException, InterruptedException {
        String page = Files.readString(HOUSE.resolve("docs/how-to/read-recent-items.md"));
        Matcher code = CODE.matcher(page);
        assertThat(code.find()).as("the page has Python").isTrue();
        Path script = folder.resolve("page.py");
        Files.writeString(script, code.group(1) + String.format(Locale.ROOT, """

                reader = RecentItems("%s")
                for decay in (none, half_life(7 * DAYS), linear(30 * DAYS)):
                    for category, items in reader.read("user:ann", decay, now=%d).items():
                        for item_id, weight, attributes in items:
                            print(f"{category} {item_id} {weight:.6f} {attributes.get('price', '-')}")
                """, base, now.getEpochSecond()));
        ProcessBuilder python = new ProcessBuilder(PYTHON.toString(), script.toString()).redirectErrorStream(true);
        python.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        python.environment().putAll(LocalDynamoDb.environment());
        python.environment()
                .put("AWS_DEFAULT_REGION", LocalDynamoDb.environment().get("AWS_REGION"));
        Process process = python.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
