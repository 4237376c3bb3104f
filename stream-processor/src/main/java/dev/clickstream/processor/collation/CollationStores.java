package dev.clickstream.processor.collation;

import dev.clickstream.processor.points.WorkingSet;
import dev.clickstream.processor.sync.SyncState;
import dev.clickstream.processor.sync.SyncStates;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of {@link Collation}, each with a changelog in Kafka. */
public final class CollationStores {
    private CollationStores() {}

    public static List<StoreBuilder<?>> all() {
        return List.of(
                WorkingSet.storeBuilder(),
                persistent(Collation.OWNER_STORE, Serdes.String()),
                persistent(Lenders.STORE, Serdes.Long()),
                persistent(SyncStates.STORE, SyncState.storeSerde()),
                // What is read again stands in memory beside it; nothing is written twice within a commit.
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Published.STORE), Serdes.String(), Published.serde()),
                // Small and always changing: what is open is kept in memory.
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(OpenGroups.STORE), Serdes.String(), OpenGroup.serde()));
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> persistent(String name, Serde<V> serde) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), serde)
                .withCachingEnabled();
    }
}
