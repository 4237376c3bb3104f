package dev.clickstream.processor.activity;

import org.apache.kafka.common.serialization.Serde;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of the interim topic: an activity has a {@code category}, a merge has {@code mergeInto}. */
public final class InterimSerde {
    private InterimSerde() {}

    public static Serde<Interim> serde() {
        return new JsonSerde<>("an activity or merge", InterimSerde::write, InterimSerde::read);
    }

    private static void write(JsonGenerator json, Interim interim) {
        switch (interim) {
            case Activity activity -> {
                json.writeStringProperty("category", activity.category());
                PointJson.write(json, activity.point());
            }
            case Merge merge -> json.writeStringProperty("mergeInto", merge.intoProfile());
        }
    }

    private static Interim read(JsonNode tree) {
        JsonNode mergeInto = tree.path("mergeInto");
        return mergeInto.isString()
                ? new Merge(mergeInto.stringValue())
                : new Activity(tree.path("category").asString(""), PointJson.read(tree));
    }
}
