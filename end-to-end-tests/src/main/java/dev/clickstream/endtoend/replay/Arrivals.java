package dev.clickstream.endtoend.replay;

import dev.clickstream.cli.file.FileSource;
import dev.clickstream.cli.send.Message;
import dev.clickstream.cli.send.MessageSource;
import dev.clickstream.cli.simulate.Simulator;
import dev.clickstream.event.Event;
import dev.clickstream.plan.TrackingPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Events in the order in which they happened, each processed when it happened. */
public final class Arrivals {
    private static final String TRAVEL_MAPPING = "/replay/travel-cost.yaml";

    private Arrivals() {}

    /**
     * The rows of the travel file. The file knows whole seconds; its steps order what shares one.
     *
     * @throws dev.clickstream.cli.file.DataException if the file has other columns
     */
    public static List<Arrival> ofTravelFile(Path file, TrackingPlan plan) {
        try (InputStream mapping = Arrivals.class.getResourceAsStream(TRAVEL_MAPPING)) {
            if (mapping == null) {
                throw new IllegalStateException(TRAVEL_MAPPING + " is not on the class path");
            }
            Path copy = Files.createTempFile("travel-cost", ".yaml");
            try {
                Files.copy(mapping, copy, StandardCopyOption.REPLACE_EXISTING);
                try (MessageSource source = FileSource.open(file, copy, Long.MAX_VALUE, null)) {
                    return arrivals(source, new Envelopes(plan));
                }
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Simulated travellers who never log in: each device is a profile, and no link moves an item from one to another. */
    public static List<Arrival> ofSimulatedDevices(long seed, long events, Instant end, TrackingPlan plan) {
        List<Arrival> arrivals = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Arrival arrival : arrivals(new Simulator(seed, events, end, 0), new Envelopes(plan))) {
            if (arrival.event().anonymousId() != null
                    && seen.add(arrival.event().messageId())) {
                arrivals.add(new Arrival(arrival.at(), withoutUser(arrival.event())));
            }
        }
        return arrivals;
    }

    private static List<Arrival> arrivals(MessageSource source, Envelopes envelopes) {
        List<Event> events = new ArrayList<>();
        for (Message message = source.next(); message != null; message = source.next()) {
            events.add(envelopes.of(message, Instant.now()));
        }
        events.sort(Comparator.comparing(Event::occurredAt));
        return events.stream()
                .map(event -> new Arrival(event.occurredAt().truncatedTo(ChronoUnit.SECONDS), event))
                .toList();
    }

    private static Event withoutUser(Event event) {
        return new Event(
                event.messageId(),
                event.type(),
                event.event(),
                event.schema(),
                null,
                event.anonymousId(),
                event.sessionId(),
                event.occurredAt(),
                event.originalTimestamp(),
                event.sentAt(),
                event.receivedAt(),
                event.source(),
                event.context(),
                event.properties(),
                event.flags());
    }
}
