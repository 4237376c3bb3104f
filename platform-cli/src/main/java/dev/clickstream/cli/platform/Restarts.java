package dev.clickstream.cli.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How often a program may be started again: five times in ten minutes, each time after a longer pause. */
final class Restarts {
    static final int MOST = 5;
    static final Duration WITHIN = Duration.ofMinutes(10);

    private final Map<String, Deque<Instant>> restarts = new HashMap<>();

    /** Notes one more restart. */
    Decision decide(String program, Instant now) {
        Deque<Instant> recent = restarts.computeIfAbsent(program, name -> new ArrayDeque<>());
        recent.removeIf(at -> at.isBefore(now.minus(WITHIN)));
        if (recent.size() >= MOST) {
            return new Decision.GiveUp();
        }
        recent.add(now);
        return new Decision.Again(recent.size(), Duration.ofSeconds(1L << (recent.size() - 1)));
    }

    sealed interface Decision {
        record Again(int attempt, Duration pause) implements Decision {}

        record GiveUp() implements Decision {}
    }
}
