package dev.clickstream.collector.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class InMemorySyncedStates implements SyncedStates {
    private final Map<String, State> states = new HashMap<>();
    private boolean away;

    void put(String userId, long version, String json) {
        states.put(userId, new State(version, json));
    }

    void breakDown() {
        away = true;
    }

    @Override
    public Optional<State> of(String userId) {
        if (away) {
            throw new StatesUnavailableException(new IllegalStateException("broken down"));
        }
        return Optional.ofNullable(states.get(userId));
    }
}
