package dev.clickstream.bench.collect;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else's collector. The write key is sent to it as user name and as {@code X-Write-Key}.
 *
 * @param address with the path to post to, in which {@code {call}} stands for {@code track} or {@code batch}
 * @param command that starts it, as a shell reads it; null if it is running already
 */
public record Peer(String name, String address, @Nullable String command) {
    /** @throws IllegalArgumentException if the address cannot be posted to */
    public Peer {
        requireNonNull(name);
        URI at = URI.create(address.replace("{call}", "track"));
        if (!"http".equals(at.getScheme()) || at.getPort() < 0) {
            throw new IllegalArgumentException(
                    "peer %s: wanted http://HOST:PORT/PATH, found %s".formatted(name, address));
        }
    }

    URI address(String call) {
        return URI.create(address.replace("{call}", call));
    }
}
