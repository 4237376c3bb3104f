package dev.clickstream.cli.explain;

import java.time.Instant;

/** Why an item is or is not among those shown of a category. */
public sealed interface Reason {
    /** @param place from 1, the newest first */
    record Shown(int place) implements Reason {}

    /** @param by the event that took it away */
    record Removed(String by, Instant at) implements Reason {}

    /** Its newest event is older than what the hot store keeps. */
    record Expired(Instant at) implements Reason {}

    /**
     * @param newer items of the category that are newer
     * @param cap how many are shown at most
     */
    record PushedOut(int newer, int cap) implements Reason {}

    /** All its events were kept out by rules. */
    record Dropped() implements Reason {}

    /** The reason in a sentence. */
    default String inWords() {
        return switch (this) {
            case Shown(int place) -> "is number %d of those shown".formatted(place);
            case Removed(String by, Instant at) -> "is not shown: %s took it away at %s".formatted(by, at);
            case Expired(Instant at) -> "is not shown: its newest event, of %s, is older than 90 days".formatted(at);
            case PushedOut(int newer, int cap) ->
                "is not shown: %d items of the category are newer, and at most %d are shown".formatted(newer, cap);
            case Dropped() -> "is not shown: rules kept all its events out";
        };
    }
}
