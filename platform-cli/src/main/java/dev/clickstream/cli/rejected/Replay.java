package dev.clickstream.cli.rejected;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.send.Message;
import dev.clickstream.cli.send.MessageSource;
import dev.clickstream.erasure.ErasureList;
import dev.clickstream.pii.PiiKeys;
import dev.clickstream.source.Source;
import dev.clickstream.source.Sources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Sorts rejections into what can be sent again, by the source that sent it, and what cannot. */
public final class Replay {
    private final Sources sources;
    private final @Nullable PiiKeys keys;
    private final Instant now;
    private final ErasureList erased;
    private final SortedMap<String, List<Message>> messages = new TreeMap<>();
    private final SortedMap<String, Integer> leftOut = new TreeMap<>();

    /**
     * @param keys null to leave shut what is encrypted
     * @param erased whose messages are not to come back
     */
    public Replay(Sources sources, @Nullable PiiKeys keys, Instant now, ErasureList erased) {
        this.erased = requireNonNull(erased);
        this.sources = requireNonNull(sources);
        this.keys = keys;
        this.now = requireNonNull(now);
    }

    public void add(Rejection rejection) {
        if (sources.named(rejection.source())
                .map(Source::writeKeys)
                .filter(keys -> !keys.isEmpty())
                .isEmpty()) {
            leftOut.merge("of a source that has no write key: " + rejection.source(), 1, Integer::sum);
            return;
        }
        rejection
                .message(keys)
                .ifPresentOrElse(
                        posted -> {
                            if (isErased(posted, rejection.receivedAt())) {
                                leftOut.merge("of people who were erased", 1, Integer::sum);
                            } else {
                                messages.computeIfAbsent(rejection.source(), none -> new ArrayList<>())
                                        .add(new Message(Repeated.message(rejection, posted, now)));
                            }
                        },
                        () -> leftOut.merge("no JSON object, or not kept whole", 1, Integer::sum));
    }

    private boolean isErased(ObjectNode posted, Instant receivedAt) {
        String user = posted.path("userId").asString("");
        String id = user.isBlank() ? posted.path("anonymousId").asString("") : user;
        return erased.names(id, receivedAt);
    }

    /** By source. */
    public SortedMap<String, List<Message>> messages() {
        return messages;
    }

    /** Why, and how many. */
    public SortedMap<String, Integer> leftOut() {
        return leftOut;
    }

    /** The write key to send a source's messages with. */
    public String keyOf(String source) {
        return sources.named(source).orElseThrow().writeKeys().getLast();
    }

    /** For the sender. */
    public static MessageSource asSource(String source, List<Message> messages) {
        Iterator<Message> next = messages.iterator();
        return new MessageSource() {
            @Override
            public String description() {
                return "%d rejected messages of source %s".formatted(messages.size(), source);
            }

            @Override
            public long size() {
                return messages.size();
            }

            @Override
            public @Nullable Message next() {
                return next.hasNext() ? next.next() : null;
            }
        };
    }
}
