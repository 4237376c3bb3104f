package dev.clickstream.cli.erase;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.platform.PlatformFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an erasure did, place by place. It names nobody: the entries of the list name the receipt, and who knows the person's id
 * finds their entries by its hash.
 *
 * @param entries how many ids went onto the list: the person's and those of devices of theirs alone
 * @param sharedDevices how many devices were left out since other people used them
 * @param found rows, items and records of the person by place, when it began
 * @param left of them by place, when it ended
 */
record Receipt(
        String id,
        Instant erasedBefore,
        Instant endedAt,
        int entries,
        int sharedDevices,
        Map<String, Long> found,
        Map<String, Long> left) {
    Receipt {
        requireNonNull(id, "id");
        found = new LinkedHashMap<>(found);
        left = new LinkedHashMap<>(left);
    }

    /** Whether a second look found nothing anywhere. */
    boolean isFinal() {
        return left.values().stream().allMatch(count -> count == 0);
    }

    boolean foundNothing() {
        return found.values().stream().allMatch(count -> count == 0);
    }

    ObjectNode json() {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("receipt", id)
                .put("erased_before", erasedBefore.toString())
                .put("ended_at", endedAt.toString())
                .put("final", isFinal())
                .put("entries", entries)
                .put("shared_devices", sharedDevices);
        ObjectNode places = json.putObject("places");
        found.forEach((place, count) ->
                places.putObject(place).put("found", count).put("left", left.getOrDefault(place, 0L)));
        return json;
    }

    /** The whole file or none. */
    Path keep(PlatformFolder folder) {
        Path file = folder.root().resolve("erasures").resolve(id + ".json");
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(part, json().toPrettyString() + System.lineSeparator());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the receipt " + file, e);
        }
    }
}
