package dev.clickstream.processor.activity;

import org.apache.kafka.common.serialization.Serde;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * The wire form of the interim topic. An activity has a {@code category}, and {@code lentBy} if a device lends it; ownership
 * has {@code ownedBy}, null for nobody; a withdrawal has {@code withdrawnBy}.
 */
public final class InterimSerde {
    private InterimSerde() {}

    public static Serde<Interim> serde() {
        return new JsonSerde<>("a record of the interim topic", InterimSerde::write, InterimSerde::read);
    }

    private static void write(JsonGenerator json, Interim interim) {
        switch (interim) {
            case Activity activity -> write(json, activity);
            case Lent lent -> {
                json.writeStringProperty("lentBy", lent.device());
                write(json, lent.activity());
            }
            case Ownership ownership when ownership.profile() == null -> json.writeNullProperty("ownedBy");
            case Ownership ownership -> json.writeStringProperty("ownedBy", ownership.profile());
            case Withdrawal withdrawal -> json.writeStringProperty("withdrawnBy", withdrawal.device());
        }
    }

    private static void write(JsonGenerator json, Activity activity) {
        json.writeStringProperty("category", activity.category());
        PointJson.write(json, activity.point());
    }

    private static Interim read(JsonNode tree) {
        if (tree.has("ownedBy")) {
            JsonNode owner = tree.path("ownedBy");
            return owner.isNull() ? Ownership.NOBODY : new Ownership(owner.asString(""));
        }
        if (tree.has("withdrawnBy")) {
            return new Withdrawal(tree.path("withdrawnBy").asString(""));
        }
        Activity activity = new Activity(tree.path("category").asString(""), PointJson.read(tree));
        return tree.has("lentBy") ? new Lent(tree.path("lentBy").asString(""), activity) : activity;
    }
}
