package dev.clickstream.processor;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.activity.InterimSerde;
import dev.clickstream.processor.collation.Collation;
import dev.clickstream.processor.collation.CollationSettings;
import dev.clickstream.processor.collation.CollationStores;
import dev.clickstream.processor.collation.SnapshotSerde;
import dev.clickstream.processor.sync.SyncState;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/** Activity by profile in, snapshots of recent items out; what concerns another profile goes round once more. */
public final class GroupsTopology {
    private GroupsTopology() {}

    /**
     * @param cap how many items of a category are shown at most, 1 to 30
     * @param erased who was erased, now; another object after each change
     */
    public static Topology build(CollationSettings settings, ToIntFunction<String> cap, Supplier<ErasureList> erased) {
        Topology topology = new Topology()
                .addSource(
                        "activity-source",
                        new StringDeserializer(),
                        InterimSerde.serde().deserializer(),
                        Topics.ACTIVITY.name())
                .addProcessor("collation", () -> new Collation(settings, cap, erased), "activity-source")
                .addSink(
                        Collation.SNAPSHOTS,
                        Topics.RECENT_ITEMS.name(),
                        new StringSerializer(),
                        SnapshotSerde.packed(),
                        "collation")
                .addSink(
                        Collation.TO_OTHERS,
                        Topics.ACTIVITY.name(),
                        new StringSerializer(),
                        InterimSerde.serde().serializer(),
                        "collation")
                .addSink(
                        Collation.SYNC,
                        Topics.SYNC.name(),
                        new StringSerializer(),
                        SyncState.serde().serializer(),
                        "collation");
        CollationStores.all().forEach(store -> topology.addStateStore(store, "collation"));
        return topology;
    }
}
