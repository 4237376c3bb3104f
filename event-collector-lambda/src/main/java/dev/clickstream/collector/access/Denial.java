package dev.clickstream.collector.access;

import dev.clickstream.collector.decode.Refusal;
import java.time.Duration;

/** Why a known source may not send this. */
public sealed interface Denial {
    /** Never, as it is. */
    record Forbidden(Refusal refusal) implements Denial {}

    /** Not yet: it has sent as much as it may. */
    record TooMuch(Duration pause) implements Denial {}
}
