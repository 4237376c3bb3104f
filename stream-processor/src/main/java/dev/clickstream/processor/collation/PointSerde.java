package dev.clickstream.processor.collation;

import dev.clickstream.processor.activity.JsonSerde;
import dev.clickstream.processor.activity.PointJson;
import dev.clickstream.recent.Point;
import org.apache.kafka.common.serialization.Serde;

/** A point as the working set's store keeps it. */
final class PointSerde {
    private PointSerde() {}

    static Serde<Point> serde() {
        return new JsonSerde<>("a point", PointJson::write, PointJson::read);
    }
}
