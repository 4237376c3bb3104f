package dev.clickstream.loader.warehouse;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.bucket.StoredObject;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.stage.LoadManifest;
import dev.clickstream.loader.stage.LoadedRange;
import dev.clickstream.loader.stage.StagedFile;
import dev.clickstream.loader.stage.StagedLoad;
import dev.clickstream.loader.warehouse.RecordedLoad.Landed;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A warehouse in memory: counts rows instead of keeping them. */
public final class InMemoryWarehouse implements Warehouse {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StageBucket bucket;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final NavigableMap<Long, RecordedLoad> landed = new TreeMap<>();
    private final Clock clock;
    private final List<LoadManifest> history = new ArrayList<>();
    private ErasureList erasures = ErasureList.empty();

    public InMemoryWarehouse(StageBucket bucket) {
        this(bucket, Clock.systemUTC());
    }

    /** @param clock says when a load was loaded */
    public InMemoryWarehouse(StageBucket bucket, Clock clock) {
        this.clock = clock;
        this.bucket = bucket;
    }

    public synchronized List<LoadManifest> history() {
        return List.copyOf(history);
    }

    @Override
    public void prepare() {}

    @Override
    public synchronized Progress progress() {
        return new Progress(history.size(), next);
    }

    @Override
    public synchronized void register(Map<TopicPartition, Long> begins) {
        begins.forEach(next::putIfAbsent);
    }

    @Override
    public synchronized LoadOutcome load(StagedLoad load) {
        LoadManifest manifest = load.manifest();
        if (history.size() >= manifest.seq()) {
            return new LoadOutcome.AlreadyLoaded();
        }
        if (history.size() != manifest.seq() - 1) {
            return new LoadOutcome.Refused(
                    "load %d does not follow the warehouse's last one, %d".formatted(manifest.seq(), history.size()));
        }
        for (Map.Entry<LandingTable, List<StagedFile>> table :
                manifest.perTable().entrySet()) {
            long expected =
                    table.getValue().stream().mapToLong(StagedFile::rows).sum();
            long held = load.copies().stream()
                    .filter(copy -> copy.table() == table.getKey())
                    .mapToLong(copy -> copy(copy.manifestUrl()))
                    .sum();
            if (held != expected) {
                return new LoadOutcome.Miscounted("COPY of load %d into %s took %d rows, its files hold %d"
                        .formatted(manifest.seq(), table.getKey().word(), held, expected));
            }
        }
        if (!manifest.ranges().stream().allMatch(range -> next.get(partition(range)) == range.start())) {
            return new LoadOutcome.Refused("load %d begins where the warehouse is not".formatted(manifest.seq()));
        }
        manifest.ranges().forEach(range -> next.put(partition(range), range.end()));
        history.add(manifest);
        land(load);
        return new LoadOutcome.Loaded();
    }

    private void land(StagedLoad load) {
        LoadManifest manifest = load.manifest();
        List<Landed> rows = manifest.ranges().stream()
                .filter(range -> range.rows() > 0)
                .map(range -> new Landed(
                        LandingTable.ofTopic(range.topic()).word(),
                        range.topic(),
                        range.partition(),
                        range.rows(),
                        range.rows()))
                .toList();
        landed.put(
                manifest.seq(),
                new RecordedLoad(
                        manifest.seq(),
                        load.manifestSha256(),
                        manifest.rows(),
                        clock.instant(),
                        manifest.ranges(),
                        rows,
                        List.of()));
    }

    @Override
    public synchronized LoadOutcome reload(StagedLoad load) {
        if (history.size() < load.manifest().seq()) {
            return new LoadOutcome.Refused("load %d was never loaded, the warehouse's last one is %d"
                    .formatted(load.manifest().seq(), history.size()));
        }
        load.copies().forEach(copy -> copy(copy.manifestUrl()));
        land(load);
        return new LoadOutcome.Loaded();
    }

    @Override
    public synchronized List<RecordedLoad> recorded(long first, long last) {
        return List.copyOf(landed.subMap(first, last + 1).values());
    }

    @Override
    public synchronized List<RecordedLoad> recorded(Instant from, Instant to) {
        return landed.values().stream()
                .filter(load ->
                        !load.loadedAt().isBefore(from) && load.loadedAt().isBefore(to))
                .toList();
    }

    @Override
    public synchronized ErasureList erasures() {
        return erasures;
    }

    @Override
    public synchronized SortedMap<Long, Long> erasedLoads() {
        SortedMap<Long, Long> loads = new TreeMap<>();
        landed.forEach((seq, load) -> {
            long rows = load.erased().stream().mapToLong(Landed::rows).sum();
            if (rows > 0) {
                loads.put(seq, rows);
            }
        });
        return loads;
    }

    @Override
    public synchronized void rewritten(StagedLoad load) {
        LoadManifest manifest = load.manifest();
        landed.computeIfPresent(
                manifest.seq(),
                (seq, known) -> new RecordedLoad(
                        seq,
                        load.manifestSha256(),
                        manifest.rows(),
                        known.loadedAt(),
                        manifest.ranges(),
                        known.landed(),
                        List.of()));
    }

    /** What a list that landed takes out: so many rows of a partition. */
    public synchronized void erase(long seq, ErasureList list, TopicPartition partition, long rows) {
        erasures = list;
        landed.computeIfPresent(seq, (at, load) -> {
            List<Landed> left = load.landed().stream()
                    .map(one -> isOf(one, partition)
                            ? new Landed(
                                    one.table(), one.topic(), one.partition(), one.rows() - rows, one.offsets() - rows)
                            : one)
                    .toList();
            Landed gone = new Landed(
                    LandingTable.ofTopic(partition.topic()).word(),
                    partition.topic(),
                    partition.partition(),
                    rows,
                    rows);
            return new RecordedLoad(
                    seq, load.manifestSha256(), load.rows(), load.loadedAt(), load.ranges(), left, List.of(gone));
        });
    }

    private static boolean isOf(Landed landed, TopicPartition partition) {
        return landed.topic().equals(partition.topic()) && landed.partition() == partition.partition();
    }

    /** What a person with a DELETE does; or one with an INSERT. */
    public synchronized void change(long seq, UnaryOperator<Landed> change) {
        landed.computeIfPresent(
                seq,
                (at, load) -> new RecordedLoad(
                        seq,
                        load.manifestSha256(),
                        load.rows(),
                        load.loadedAt(),
                        load.ranges(),
                        load.landed().stream().map(change).toList(),
                        load.erased()));
    }

    /** As COPY does: the files that the list names, each of the length it says. */
    private long copy(String manifestUrl) {
        long rows = 0;
        for (JsonNode entry :
                JSON.readTree(bucket.read(key(manifestUrl)).orElseThrow()).path("entries")) {
            String key = key(entry.path("url").stringValue());
            StoredObject object = bucket.describe(key).orElseThrow(() -> refused(key + " is not there"));
            if (object.bytes() != entry.path("meta").path("content_length").longValue()) {
                throw refused("the manifest is wrong about " + key);
            }
            rows += Arrays.stream(object.metadata().get("range-rows").split(","))
                    .mapToLong(Long::parseLong)
                    .sum();
        }
        return rows;
    }

    private static WarehouseException refused(String message) {
        return new WarehouseException(message, new IllegalStateException(message), true);
    }

    private static String key(String url) {
        return url.substring("s3://memory/".length());
    }

    private static TopicPartition partition(LoadedRange range) {
        return new TopicPartition(range.topic(), range.partition());
    }

    @Override
    public void close() {}
}
