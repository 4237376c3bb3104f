package dev.clickstream.collector.sync;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a device what is new of the person its token names, and of nobody else. Safe for any number of threads. */
public final class DeviceSync {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceSync.class);

    private final @Nullable SyncedStates states;
    private final UserTokens tokens;

    /** @param states null if this collector knows of none: then sync is not offered */
    public DeviceSync(@Nullable SyncedStates states, UserTokens tokens) {
        this.states = states;
        this.tokens = requireNonNull(tokens);
    }

    /**
     * @param authorization the header; null if absent
     * @param since the version that the device knows; 0 if none
     */
    public SyncAnswer since(@Nullable String authorization, long since) {
        if (states == null) {
            return new SyncAnswer.NotOffered();
        }
        return switch (tokens.check(authorization)) {
            case UserTokens.Check.Impossible nothing -> new SyncAnswer.NotOffered();
            case UserTokens.Check.Wrong(String reason) -> new SyncAnswer.Refused(reason);
            case UserTokens.Check.Of(String userId) -> newer(states, userId, since);
        };
    }

    private static SyncAnswer newer(SyncedStates states, String userId, long since) {
        try {
            return states.of(userId)
                    .filter(state -> state.version() > since)
                    .<SyncAnswer>map(state -> new SyncAnswer.News(state.version(), state.json()))
                    .orElseGet(SyncAnswer.NoNews::new);
        } catch (SyncedStates.StatesUnavailableException e) {
            LOG.warn("devices cannot be told what changed: reason={}", e.getMessage());
            return new SyncAnswer.Unavailable();
        }
    }
}
