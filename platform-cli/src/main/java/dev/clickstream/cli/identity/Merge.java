package dev.clickstream.cli.identity;

import dev.clickstream.erasure.ErasureList;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A device changed hands: one record of {@code identity-links}.
 *
 * @param userId null when it went to nobody
 * @param linkedAt when the event that showed it occurred, or the operator said so
 * @param origin {@code event}, {@code alias} or {@code operator}
 * @param author who unlinked it; null where nobody did by hand
 */
public record Merge(
        String device,
        @Nullable String userId,
        Instant linkedAt,
        String messageId,
        String origin,
        @Nullable String author,
        @Nullable String reason) {
    /** The last of a device holds. */
    static final Comparator<Merge> BY_AGE =
            Comparator.comparing(Merge::linkedAt).thenComparing(Merge::messageId);

    /** Whether it tells of somebody who was erased, person or device. */
    public boolean isOf(ErasureList erased) {
        return erased.names(device, linkedAt) || erased.names(userId, linkedAt);
    }

    /** Empty for a tombstone. */
    public static Optional<Merge> of(String device, @Nullable String json) {
        if (json == null) {
            return Optional.empty();
        }
        JsonNode link = JsonMapper.shared().readTree(json);
        return Optional.of(new Merge(
                device,
                text(link, "userId"),
                Instant.parse(link.path("linkedAt").asString()),
                link.path("messageId").asString(""),
                link.path("origin").asString("event"),
                text(link, "author"),
                text(link, "reason")));
    }

    private static @Nullable String text(JsonNode link, String name) {
        return link.path(name).isString() ? link.path(name).stringValue() : null;
    }

    String toJson() {
        return JsonMapper.shared()
                .createObjectNode()
                .put("anonymousId", device)
                .put("userId", userId)
                .put("linkedAt", linkedAt.toString())
                .put("messageId", messageId)
                .put("origin", origin)
                .put("author", author)
                .put("reason", reason)
                .toString();
    }
}
