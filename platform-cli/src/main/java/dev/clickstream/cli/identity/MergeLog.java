package dev.clickstream.cli.identity;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The merges as they landed in the warehouse, some seconds behind the stream. */
public final class MergeLog {
    private static final String BY_DEVICE =
            "select record_key, record_value from landing.identity_links where record_key = ?"
                    + " order by sys_process_partition, sys_process_offset";
    private static final String DEVICES_OF = "select distinct record_key from landing.identity_links"
            + " where json_extract_path_text(record_value, 'userId', true) = ? order by record_key";

    private final Warehouse warehouse;

    public MergeLog(Warehouse warehouse) {
        this.warehouse = requireNonNull(warehouse);
    }

    /** All merges of a device, in the order in which they were written. */
    public List<Merge> ofDevice(String device) {
        List<Merge> merges = new ArrayList<>();
        for (List<@Nullable String> row : warehouse.rows(BY_DEVICE, device)) {
            Merge.of(requireNonNull(row.getFirst()), row.getLast()).ifPresent(merges::add);
        }
        return merges;
    }

    /** The devices that were ever a person's. */
    public List<String> devicesOf(String userId) {
        return warehouse.rows(DEVICES_OF, userId).stream()
                .map(row -> requireNonNull(row.getFirst()))
                .toList();
    }

    /** Whose the device is; empty for nobody. */
    public static Optional<String> owner(List<Merge> ofDevice) {
        return ofDevice.stream().max(Merge.BY_AGE).map(Merge::userId);
    }
}
