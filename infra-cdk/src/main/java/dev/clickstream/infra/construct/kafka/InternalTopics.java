package dev.clickstream.infra.construct.kafka;

import java.util.List;
import java.util.Map;

/**
 * The topics that Kafka Streams would make for itself: a changelog for each store. They are made with the cluster instead,
 * with the settings Kafka Streams would give them, so that no program may create topics.
 */
public final class InternalTopics {
    /** A key-value store's changelog is compacted; times are the records' own. */
    static final Map<String, String> SETTINGS =
            Map.of("cleanup.policy", "compact", "message.timestamp.type", "CreateTime");

    private static final Map<String, List<String>> STORES = Map.of(
            "workflows", List.of("identity-store", "fold-store"),
            "groups",
                    List.of(
                            "working-set-store",
                            "owner-store",
                            "lenders-store",
                            "sync-store",
                            "open-groups-store",
                            "published-store"));

    private InternalTopics() {}

    /** The changelogs of one application, each with as many partitions as the main topics. */
    public static List<String> of(String applicationId) {
        List<String> stores = STORES.get(applicationId);
        if (stores == null) {
            throw new IllegalArgumentException("no stores are known of the application " + applicationId);
        }
        return stores.stream()
                .map(store -> "%s-%s-changelog".formatted(applicationId, store))
                .toList();
    }

    public static List<String> all() {
        return STORES.keySet().stream()
                .sorted()
                .flatMap(application -> of(application).stream())
                .toList();
    }
}
