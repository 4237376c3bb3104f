package dev.clickstream.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All planned events, by name. Immutable; safe for any number of threads. */
public final class TrackingPlan {
    private static final String RESOURCES = "/tracking-plan/";

    private final Map<String, PlannedEvent> events;

    private TrackingPlan(Map<String, PlannedEvent> events) {
        this.events = Collections.unmodifiableMap(events);
    }

    /** The plan that ships with the platform. */
    public static TrackingPlan load() {
        return load(null);
    }

    /**
     * The shipped plan and, when given, a directory of an operator's own ({@code <event-name>/<version>.json}); an event
     * of the same name there takes the shipped one's place.
     *
     * @throws IllegalArgumentException if a schema is wrong; the message names the file
     */
    public static TrackingPlan load(@Nullable Path ownPlans) {
        Map<String, PlannedEvent> events = new LinkedHashMap<>();
        for (String schema : shipped()) {
            put(events, PlannedEventReader.read(schema, resource(schema + ".json")));
        }
        if (ownPlans != null) {
            readOwn(ownPlans, events);
        }
        return new TrackingPlan(events);
    }

    public Optional<PlannedEvent> find(String event) {
        return Optional.ofNullable(events.get(event));
    }

    public Collection<PlannedEvent> events() {
        return events.values();
    }

    private static void put(Map<String, PlannedEvent> events, PlannedEvent event) {
        events.put(event.event(), event);
    }

    private static void readOwn(Path directory, Map<String, PlannedEvent> events) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                String schema =
                        directory.relativize(file).toString().replace('\\', '/').replaceAll("\\.json$", "");
                put(events, PlannedEventReader.read(schema, Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the tracking plans in " + directory, e);
        }
    }

    private static String[] shipped() {
        return new String(resource("index.txt"), StandardCharsets.UTF_8).strip().split("\n");
    }

    private static byte[] resource(String name) {
        try (InputStream in = TrackingPlan.class.getResourceAsStream(RESOURCES + name)) {
            if (in == null) {
                throw new IllegalStateException("tracking plan lacks " + RESOURCES + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
