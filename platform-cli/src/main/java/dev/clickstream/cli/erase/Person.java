package dev.clickstream.cli.erase;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whom an erasure means, as far as the warehouse knows.
 *
 * @param devices linked to nobody else: they are erased with the person
 * @param sharedDevices how many devices other people used too: what was done on them without naming a person stays
 */
record Person(String userId, Set<String> devices, int sharedDevices) {
    /** Seen together in an event, or told by an alias or a link. */
    private static final String DEVICES = """
            select anonymous_id from landing.events where user_id = ? and anonymous_id is not null
            union select json_extract_path_text(properties, 'previousId', true) from landing.events
            where user_id = ? and type = 'alias'
            union select record_key from landing.identity_links
            where json_extract_path_text(record_value, 'userId', true) = ?""";

    private static final String OTHERS = """
            select user_id from landing.events where anonymous_id = ? and user_id <> ?
            union select user_id from landing.events where type = 'alias' and user_id <> ?
            and json_extract_path_text(properties, 'previousId', true) = ?
            union select json_extract_path_text(record_value, 'userId', true) from landing.identity_links
            where record_key = ? and json_extract_path_text(record_value, 'userId', true) not in ('', ?) limit 1""";

    Person {
        requireNonNull(userId, "userId");
        devices = Set.copyOf(devices);
    }

    static Person find(Warehouse warehouse, String userId) {
        Set<String> alone = new TreeSet<>();
        int shared = 0;
        for (List<String> row : warehouse.rows(DEVICES, userId, userId, userId)) {
            String device = row.getFirst();
            if (device == null || device.isBlank() || device.equals(userId)) {
                continue;
            }
            if (warehouse
                    .rows(OTHERS, device, userId, userId, device, device, userId)
                    .isEmpty()) {
                alone.add(device);
            } else {
                shared++;
            }
        }
        return new Person(userId, alone, shared);
    }

    /** Devices first: while the person stands in no list, their devices can be found again. */
    List<String> ids() {
        List<String> ids = new ArrayList<>(new TreeSet<>(devices));
        ids.add(userId);
        return ids;
    }

    /** As the hot store and the warehouse name profiles. */
    List<String> profiles() {
        return Stream.concat(devices.stream().map(device -> "device:" + device), Stream.of("user:" + userId))
                .toList();
    }
}
