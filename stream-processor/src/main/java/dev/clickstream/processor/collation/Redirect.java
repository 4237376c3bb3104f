package dev.clickstream.processor.collation;

import dev.clickstream.processor.activity.JsonSerde;
import org.apache.kafka.common.serialization.Serde;

/**
 * A profile that was merged: what still arrives for it is sent on.
 *
 * @param until when the redirect ends, epoch milliseconds
 */
record Redirect(String toProfile, long until) {
    static final String STORE = "redirect-store";

    static Serde<Redirect> serde() {
        return new JsonSerde<>(
                "a redirect",
                (json, redirect) -> {
                    json.writeStringProperty("toProfile", redirect.toProfile());
                    json.writeNumberProperty("until", redirect.until());
                },
                tree -> new Redirect(
                        tree.path("toProfile").asString(""), tree.path("until").asLong(0)));
    }
}
