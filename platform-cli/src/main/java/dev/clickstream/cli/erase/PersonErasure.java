package dev.clickstream.cli.erase;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.identity.Merge;
import dev.clickstream.cli.load.LoadProgram;
import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.stage.RecentItemsStage;
import dev.clickstream.cli.warehouse.Warehouse;
import dev.clickstream.erasure.Erasure;
import dev.clickstream.erasure.ErasureList;
import dev.clickstream.event.Topics;
import dev.clickstream.recent.table.ErasedItems;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One erasure, from the list to the second look. Each step is harmless when it is done again and needs nothing of the step before
 * but the list: so a run that was cut off anywhere is ended by the next.
 */
final class PersonErasure implements AutoCloseable {
    private static final Duration HOT_STORE_WITHIN = Duration.ofMinutes(2);
    private static final Duration WAREHOUSE_WITHIN = Duration.ofMinutes(20);
    /** The processor's sweep may write what it left once more; a look that finds nothing is done again after this. */
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(5);

    private static final int SALT_BYTES = 16;

    private static final String HOT_STORE = "hot store items";
    private static final String LINKS = "records of identity-links";
    private static final String LAKE = "lake rows";
    private static final String ROWS = " rows";

    private final Terminal terminal;
    private final InstantSource clock;
    private final String userId;
    private final String bootstrap;
    private final LoadProgram loader;
    private final Warehouse warehouse;
    private final RecentItemsStage hotStore;

    PersonErasure(Endpoints endpoints, Terminal terminal, InstantSource clock, String userId) {
        this.terminal = requireNonNull(terminal, "terminal");
        this.clock = requireNonNull(clock, "clock");
        this.userId = requireNonNull(userId, "userId");
        this.bootstrap = endpoints.get("KAFKA_BOOTSTRAP");
        this.loader = new LoadProgram(terminal, "erase");
        this.warehouse = Warehouse.open(endpoints);
        this.hotStore = new RecentItemsStage(endpoints);
    }

    /** What there is now; changes nothing. */
    Receipt count() {
        Instant before = wholeSecondAfter(clock.instant());
        loader.run(List.of("catch-up"));
        Person person = Person.find(warehouse, userId);
        Map<String, Long> found = look(person, before, listOf(person, before, "dry-run", ErasureList.empty()));
        return new Receipt(
                "dry-run", before, clock.instant(), person.ids().size(), person.sharedDevices(), found, Map.of());
    }

    /** @throws InterruptedException if it is stopped while it waits; the next run does the rest */
    Receipt carryOut() throws InterruptedException {
        String id = "erasure-" + UUID.randomUUID();
        Instant before = wholeSecondAfter(clock.instant());
        say("loading what waits, so that all devices are known");
        loader.run(List.of("catch-up"));
        Person person = Person.find(warehouse, userId);
        ErasureList known = CompactedTopic.erasures(bootstrap);
        ErasureList wanted = listOf(person, before, id, known);
        Map<String, Long> found = look(person, before, wanted);

        put(person, before, id, known);
        say("list: %d entries".formatted(person.ids().size()));
        ErasureList list = CompactedTopic.erasures(bootstrap);
        say("identity-links: %d tombstones".formatted(tidyLinks(list)));
        JsonNode lake = loader.run(List.of("erase"));
        found.put(LAKE, lake.path("rows").asLong());
        say(
                "landing: cleared by the load that brought the entries; lake: %d files of %d loads written anew, %d rows less"
                        .formatted(
                                lake.path("files").asLong(),
                                lake.path("loads").asLong(),
                                lake.path("rows").asLong()));
        awaitHotStore(list);
        awaitWarehouse(person, before);

        Map<String, Long> left = look(person, before, list);
        left.put(LAKE, loader.run(List.of("erase", "--dry-run")).path("rows").asLong());
        return new Receipt(id, before, clock.instant(), person.ids().size(), person.sharedDevices(), found, left);
    }

    /** Points of the hot store are known to the second, and so is what is erased. */
    private static Instant wholeSecondAfter(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }

    private void say(String what) {
        terminal.notes().println("erase: " + what);
    }

    private static ErasureList listOf(Person person, Instant before, String id, ErasureList known) {
        String salt = known.salt().orElse("0".repeat(2 * SALT_BYTES));
        return known.with(person.ids().stream()
                .map(one -> Erasure.of(one, salt, before, id))
                .toList());
    }

    /** The list's own salt, or the first one. */
    private void put(Person person, Instant before, String id, ErasureList known) {
        String salt = known.salt().orElseGet(PersonErasure::newSalt);
        Map<String, byte @Nullable []> entries = new LinkedHashMap<>();
        for (String one : person.ids()) {
            Erasure entry = Erasure.of(one, salt, before, id);
            entries.put(entry.hash(), entry.toJson());
        }
        new CompactedTopic(bootstrap, Topics.ERASURES).write(entries);
    }

    private static String newSalt() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    private Map<String, Long> look(Person person, Instant before, ErasureList list) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(HOT_STORE, items(list).count().items());
        counts.put(LINKS, (long) namedLinks(list).size());
        new WarehouseRows(warehouse, person, before).count().forEach((schema, rows) -> counts.put(schema + ROWS, rows));
        return counts;
    }

    private ErasedItems items(ErasureList list) {
        return hotStore.erased(list::erasedBefore);
    }

    /** Devices whose newest link tells of somebody erased. */
    private Map<String, byte @Nullable []> namedLinks(ErasureList list) {
        Map<String, byte @Nullable []> named = new LinkedHashMap<>();
        new CompactedTopic(bootstrap, Topics.IDENTITY_LINKS)
                .newest()
                .forEach((device, value) -> Merge.of(device, new String(value, StandardCharsets.UTF_8))
                        .filter(link -> link.isOf(list))
                        .ifPresent(link -> named.put(device, null)));
        return named;
    }

    private int tidyLinks(ErasureList list) {
        Map<String, byte @Nullable []> named = namedLinks(list);
        new CompactedTopic(bootstrap, Topics.IDENTITY_LINKS).write(named);
        return named.size();
    }

    /** The processor empties the lists of who is erased; what is empty, or what no processor knows, is deleted here. */
    private void awaitHotStore(ErasureList list) throws InterruptedException {
        long deadline = System.nanoTime() + HOT_STORE_WITHIN.toNanos();
        ErasedItems items = items(list);
        long deleted = 0;
        boolean clean = false;
        while (System.nanoTime() < deadline) {
            ErasedItems.Found found = items.delete();
            deleted += found.deleted();
            if (found.items() == 0 && clean) {
                break;
            }
            clean = found.items() == 0;
            TimeUnit.MILLISECONDS.sleep(SETTLES_WITHIN.toMillis());
        }
        say("hot store: %d items deleted".formatted(deleted));
    }

    /** The runner reads the loads again that the list touched; its whole cycle includes the slow models. */
    private void awaitWarehouse(Person person, Instant before) throws InterruptedException {
        WarehouseRows rows = new WarehouseRows(warehouse, person, before);
        long deadline = System.nanoTime() + WAREHOUSE_WITHIN.toNanos();
        SortedMap<String, Long> last = new TreeMap<>();
        while (System.nanoTime() < deadline) {
            SortedMap<String, Long> left = rows.count();
            if (!left.equals(last)) {
                say("warehouse: " + left);
                last = left;
            }
            if (left.values().stream().allMatch(count -> count == 0)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(SETTLES_WITHIN.toMillis());
        }
    }

    @Override
    public void close() {
        warehouse.close();
        hotStore.close();
    }
}
