package dev.clickstream.endtoend.replay;

import dev.clickstream.cli.file.FileSource;
import dev.clickstream.cli.send.Message;
import dev.clickstream.cli.send.MessageSource;
import dev.clickstream.cli.simulate.Simulator;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Where the messages of a comparison come from. */
enum Recording {
    SIMULATOR("") {
        @Override
        List<Message> read(long limit, Instant now) {
            return all(new Simulator(11, limit, now, 0));
        }
    },
    TRAVEL("travel-sessions/trivago_val_100k.csv.gz") {
        @Override
        List<Message> read(long limit, Instant now) {
            return withDevices(all(FileSource.open(file(), null, limit, now)));
        }
    },
    STORE("store-events/events.csv.gz") {
        @Override
        List<Message> read(long limit, Instant now) {
            List<Message> newestFirst = new ArrayList<>(all(FileSource.open(file(), null, Long.MAX_VALUE, now)));
            newestFirst.removeIf(
                    message -> message.json().path("type").asString().equals("page"));
            newestFirst.sort(Comparator.comparing((Message message) ->
                            message.json().path("timestamp").asString())
                    .reversed());
            return withDevices(newestFirst
                    .subList(0, (int) Math.min(limit, newestFirst.size()))
                    .reversed());
        }
    };

    private static final Path DATA = Path.of("../../shared/data");
    private static final int DEVICES_OF_A_USER = 3;
    private static final int LOGGED_IN_ONE_IN = 5;

    private final String name;

    Recording(String name) {
        this.name = name;
    }

    /** The recorded file; for what is simulated, the folder of all of them. */
    Path file() {
        return DATA.resolve(name);
    }

    /** @param now the time of the newest message */
    abstract List<Message> read(long limit, Instant now);

    private static List<Message> all(MessageSource source) {
        try (source) {
            List<Message> messages = new ArrayList<>();
            for (Message message = source.next(); message != null; message = source.next()) {
                messages.add(message);
            }
            return messages;
        }
    }

    /**
     * The files name the user on each event, so nothing would have to be linked. Here each user has a few devices, and most events
     * know only those; a message that is there twice is so both times.
     */
    private static List<Message> withDevices(List<Message> messages) {
        for (Message message : messages) {
            ObjectNode json = message.json();
            String user = json.path("userId").asString();
            int hash = Math.abs(json.path("messageId").asString().hashCode() % (DEVICES_OF_A_USER * LOGGED_IN_ONE_IN));
            json.put("anonymousId", "device-%d-of-%s".formatted(hash % DEVICES_OF_A_USER, user));
            if (hash / DEVICES_OF_A_USER != 0) {
                json.remove("userId");
            }
        }
        return messages;
    }
}
