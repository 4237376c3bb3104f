package dev.clickstream.processor.activity;

import dev.clickstream.processor.binary.BinaryReader;
import dev.clickstream.processor.binary.BinarySerde;
import dev.clickstream.processor.binary.BinaryWriter;
import dev.clickstream.recent.Point;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The wire form of the interim topic, which only this program reads: a byte for the kind, then its members. It reads the JSON of
 * earlier versions as well: there an activity has a {@code category}, and {@code lentBy} if a device lends it; ownership has
 * {@code ownedBy}, null for nobody; a withdrawal has {@code withdrawnBy}.
 */
public final class InterimSerde {
    private static final int ACTIVITY = 1;
    private static final int LENT = 2;
    private static final int OWNED = 3;
    private static final int OWNED_BY_NOBODY = 4;
    private static final int WITHDRAWN = 5;

    private InterimSerde() {}

    public static Serde<Interim> serde() {
        String name = "a record of the interim topic";
        return new BinarySerde<>(
                name, InterimSerde::write, InterimSerde::read, JsonSerde.readingOnly(name, InterimSerde::readJson));
    }

    private static void write(BinaryWriter out, Interim interim) {
        switch (interim) {
            case Activity activity -> write(out.octet(ACTIVITY), activity);
            case Lent lent -> write(out.octet(LENT).text(lent.device()), lent.activity());
            case Ownership ownership -> write(out, ownership.profile());
            case Withdrawal withdrawal -> out.octet(WITHDRAWN).text(withdrawal.device());
        }
    }

    private static void write(BinaryWriter out, @Nullable String owner) {
        if (owner == null) {
            out.octet(OWNED_BY_NOBODY);
        } else {
            out.octet(OWNED).text(owner);
        }
    }

    private static void write(BinaryWriter out, Activity activity) {
        out.text(activity.category());
        PointBinary.write(out, activity.point());
    }

    private static Interim read(BinaryReader in) {
        int kind = in.octet();
        return switch (kind) {
            case ACTIVITY -> activity(in);
            case LENT -> new Lent(in.text(), activity(in));
            case OWNED -> new Ownership(in.text());
            case OWNED_BY_NOBODY -> Ownership.NOBODY;
            case WITHDRAWN -> new Withdrawal(in.text());
            default -> throw new IllegalArgumentException("its kind is 1 to 5, was " + kind);
        };
    }

    private static Activity activity(BinaryReader in) {
        String category = in.text();
        Point point = PointBinary.read(in);
        return new Activity(category, point);
    }

    private static Interim readJson(JsonNode tree) {
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
