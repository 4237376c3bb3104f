package dev.clickstream.infra.construct.service;

import dev.clickstream.infra.construct.store.Image;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * A program that runs as tasks.
 *
 * @param name of the service, small letters
 * @param diskGib of each task, 21 to 200
 * @param single whether two must never run at once, not even during a deployment
 * @param healthPort where GET /health of the task itself tells how it is; null where only its end tells
 * @param writable the only directories it may write; the image must own them to its user
 * @param access what its role may do
 */
public record Program(
        String name,
        Image image,
        int cpu,
        int memoryMib,
        int minTasks,
        int maxTasks,
        int diskGib,
        boolean single,
        @Nullable Integer healthPort,
        List<String> writable,
        Map<String, String> settings,
        List<PolicyStatement> access) {
    public Program {
        if (minTasks < 1 || maxTasks < minTasks || (single && maxTasks != 1)) {
            throw new IllegalArgumentException(
                    "%s runs %d to %d tasks, single: %s".formatted(name, minTasks, maxTasks, single));
        }
        writable = List.copyOf(writable);
        // Sorted: a list of settings in another order would be another task definition.
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        access = List.copyOf(access);
    }

    /** The name in capitals and small letters, for ids. */
    public String id() {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
