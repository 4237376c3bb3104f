package dev.clickstream.collector.plan;

import static java.util.Objects.requireNonNull;

import dev.clickstream.plan.PlannedEvent;
import dev.clickstream.plan.TrackingPlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Planned amounts of money as decimal text, whatever form they came in: a JSON number becomes a float in many a reader. They
 * have at most four decimals, as in the warehouse. A number with more is rounded to the nearest, half to even: senders that reckon
 * in floats send 0.30000000000000004. A number with more digits than the plan allows in text stays what it is.
 */
public final class Money {
    /** The {@code x-unit} of amounts in the tracking plan. */
    private static final String UNIT = "major units of currency";

    private static final int DECIMALS = 4;
    private static final int MOST_DIGITS_BEFORE_POINT = 14;

    private final Map<String, List<Place>> places = new HashMap<>();

    /**
     * An amount's place in an event's properties.
     *
     * @param holder the object that holds it, or the array of such objects
     * @param isEach whether it is the array
     */
    private record Place(JsonPointer holder, boolean isEach, String name) {}

    public Money(TrackingPlan plan) {
        plan.events().forEach(event -> places.put(event.schema(), places(event.jsonSchema())));
    }

    private static List<Place> places(JsonNode schema) {
        List<Place> places = new ArrayList<>();
        schema.path("properties").forEachEntry((name, property) -> {
            if (isMoney(property)) {
                places.add(new Place(JsonPointer.empty(), false, name));
            }
            property.at("/items/properties").forEachEntry((inner, each) -> {
                if (isMoney(each)) {
                    places.add(new Place(JsonPointer.empty().appendProperty(name), true, inner));
                }
            });
        });
        return List.copyOf(places);
    }

    private static boolean isMoney(JsonNode property) {
        return property.path("x-unit").asString("").equals(UNIT);
    }

    /** Changes the properties' own amounts. They are valid by the plan. */
    public void toDecimalText(PlannedEvent planned, ObjectNode properties) {
        for (Place place : requireNonNull(places.get(planned.schema()), planned.schema())) {
            JsonNode holder = properties.at(place.holder());
            if (place.isEach()) {
                holder.forEach(one -> toDecimalText(one, place.name()));
            } else {
                toDecimalText(holder, place.name());
            }
        }
    }

    private static void toDecimalText(JsonNode holder, String name) {
        if (holder instanceof ObjectNode object && object.path(name).isNumber()) {
            BigDecimal amount = object.path(name).decimalValue();
            if (amount.precision() - amount.scale() <= MOST_DIGITS_BEFORE_POINT) {
                object.put(name, text(amount));
            }
        }
    }

    static String text(BigDecimal amount) {
        return (amount.scale() > DECIMALS ? amount.setScale(DECIMALS, RoundingMode.HALF_EVEN) : amount).toPlainString();
    }
}
