package dev.clickstream.collector;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.sync.TokenKeys;
import dev.clickstream.source.Sources;
import dev.clickstream.source.SourcesJson;
import org.jspecify.annotations.Nullable;

/**
 * Who may send and who may ask, as the sources' document says it.
 *
 * @param tokenKeys null if nobody may ask
 */
record Register(Sources sources, @Nullable TokenKeys tokenKeys) {
    Register {
        requireNonNull(sources);
    }

    /** @throws IllegalArgumentException without showing any key */
    static Register of(Sources sources) {
        Sources.UserTokenKeys keys = sources.userTokens();
        return new Register(sources, keys == null ? null : TokenKeys.of(keys));
    }

    /** @throws IllegalArgumentException without showing any key */
    static Register read(String json) {
        return of(SourcesJson.read(json));
    }
}
