package dev.clickstream.cli.demo;

import dev.clickstream.cli.send.Message;
import dev.clickstream.cli.send.MessageSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passes a source on and remembers which user it spoke of most, among the first ten thousand. */
final class BusiestUser implements MessageSource {
    private static final int MOST_USERS = 10_000;

    private final MessageSource source;
    private final Map<String, Integer> counts = new HashMap<>();

    BusiestUser(MessageSource source) {
        this.source = source;
    }

    Optional<String> userId() {
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    @Override
    public String description() {
        return source.description();
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public @Nullable Message next() {
        Message message = source.next();
        if (message != null) {
            String user = message.json().path("userId").asString("");
            if (!user.isEmpty() && (counts.size() < MOST_USERS || counts.containsKey(user))) {
                counts.merge(user, 1, Integer::sum);
            }
        }
        return message;
    }

    @Override
    public void close() {
        source.close();
    }
}
