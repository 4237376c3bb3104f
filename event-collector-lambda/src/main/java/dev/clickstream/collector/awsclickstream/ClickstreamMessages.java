package dev.clickstream.collector.awsclickstream;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.decode.Slice;
import dev.clickstream.collector.decode.StrictJson;
import dev.clickstream.event.EventType;
import dev.clickstream.plan.PlannedEvent;
import dev.clickstream.plan.TrackingPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts an event of the AWS SDKs into Segment's terms. Every member is kept: those that the terms have no word for stay
 * under their own names, beside the others. Safe for any number of threads.
 *
 * <p>The SDKs' names hold no spaces, so {@code product_viewed} (in any case) is the plan's {@code Product Viewed}. Their
 * own events are ours where they mean the same ({@code _page_view}, {@code _screen_view}, {@code _search}, {@code
 * _profile_set}); any other stays as it is, outside the plan.
 */
public final class ClickstreamMessages {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SEARCHED = "products_searched";

    /** Where the context has what the SDKs send: name, object in the context, name there. */
    private record Place(String name, String object, String newName) {}

    private static final List<Place> OF_EVENT = List.of(
            new Place("app_id", "app", "id"),
            new Place("app_version", "app", "version"),
            new Place("app_package_name", "app", "namespace"),
            new Place("app_title", "app", "name"),
            new Place("sdk_name", "library", "name"),
            new Place("sdk_version", "library", "version"),
            new Place("screen_width", "screen", "width"),
            new Place("screen_height", "screen", "height"),
            new Place("device_id", "device", "id"),
            new Place("make", "device", "manufacturer"),
            new Place("model", "device", "model"),
            new Place("os_version", "os", "version"),
            new Place("carrier", "network", "carrier"));

    private static final List<Place> OF_ATTRIBUTES = List.of(
            new Place("_page_url", "page", "url"),
            new Place("_page_title", "page", "title"),
            new Place("_latest_referrer", "page", "referrer"),
            new Place("_traffic_source_source", "campaign", "source"),
            new Place("_traffic_source_medium", "campaign", "medium"),
            new Place("_traffic_source_campaign", "campaign", "name"),
            new Place("_traffic_source_term", "campaign", "term"),
            new Place("_traffic_source_content", "campaign", "content"));

    private final int eventBytes;
    private final StrictJson json;
    private final Map<String, String> planned = new HashMap<>();

    /** @param eventBytes a longer event is left as it is: it is going to be rejected */
    public ClickstreamMessages(int eventBytes, StrictJson json, TrackingPlan plan) {
        this.eventBytes = eventBytes;
        this.json = requireNonNull(json);
        for (PlannedEvent event : plan.events()) {
            planned.put(event.event().toLowerCase(Locale.ROOT).replace(' ', '_'), event.event());
        }
        for (EventType type : EventType.values()) {
            planned.remove(type.word());
        }
    }

    /** What cannot be read stays as it was posted: it is going to be rejected with these bytes. */
    Slice inSegmentsTerms(Slice posted) {
        if (posted.first() != JsonToken.START_OBJECT || posted.length() > eventBytes) {
            return posted;
        }
        return switch (json.read(posted)) {
            case StrictJson.Reading.Wrong wrong -> posted;
            case StrictJson.Reading.Node(JsonNode node) -> {
                byte[] message = JSON.writeValueAsBytes(translated((ObjectNode) node));
                yield new Slice(message, 0, message.length, JsonToken.START_OBJECT);
            }
        };
    }

    private ObjectNode translated(ObjectNode posted) {
        Members event = new Members(posted);
        Members attributes = new Members(event.takeObject("attributes"));
        ObjectNode traits = values(event.takeObject("user"));
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        EventType type = type(event);
        message.put("type", type.word());
        event.move("event_id", message, "messageId");
        event.move("timestamp", message, "originalTimestamp");
        event.move(event.isGiven("unique_id") ? "unique_id" : "device_id", message, "anonymousId");
        new Members(traits).take("_user_id", message, "userId");
        attributes.move("_session_id", message, "sessionId");
        ObjectNode properties = properties(type, event, attributes);
        if (type == EventType.TRACK) {
            name(event, message);
        } else {
            event.drop("event_type");
        }
        ObjectNode context = context(event, attributes);
        (type == EventType.IDENTIFY ? message : context).set("traits", traits);
        attributes.keepRest(properties);
        message.set("properties", properties);
        message.set("context", context);
        event.keepRest(message);
        return message;
    }

    private static EventType type(Members event) {
        return switch (event.text("event_type")) {
            case "_page_view" -> EventType.PAGE;
            case "_screen_view" -> EventType.SCREEN;
            case "_profile_set" -> EventType.IDENTIFY;
            default -> EventType.TRACK;
        };
    }

    private void name(Members event, ObjectNode message) {
        String posted = event.text("event_type").toLowerCase(Locale.ROOT);
        String ours = planned.get(posted.equals("_search") ? SEARCHED : posted);
        if (ours == null) {
            event.move("event_type", message, "event");
        } else {
            event.drop("event_type");
            message.put("event", ours);
        }
    }

    private static ObjectNode properties(EventType type, Members event, Members attributes) {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        if (type == EventType.PAGE) {
            attributes.copy("_page_title", properties, "title");
            attributes.copy("_page_url", properties, "url");
            attributes.move("_page_referrer", properties, "referrer");
        } else if (type == EventType.SCREEN) {
            attributes.move("_screen_name", properties, "name");
        } else if (event.text("event_type").equals("_search")) {
            attributes.move("_search_term", properties, "query");
        }
        attributes.move("_value", properties, "value");
        attributes.move("_currency", properties, "currency");
        if (event.node("items") instanceof ArrayNode items && !attributes.isGiven("products")) {
            event.drop("items");
            if (!items.isEmpty()) {
                properties.set("products", products(items));
            }
        }
        return properties;
    }

    private static ArrayNode products(ArrayNode items) {
        ArrayNode products = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : items) {
            if (item instanceof ObjectNode one) {
                ObjectNode product = JsonNodeFactory.instance.objectNode();
                Members members = new Members(one);
                members.move("id", product, "product_id");
                members.keepRest(product);
                products.add(product);
            } else {
                products.add(item);
            }
        }
        return products;
    }

    private static ObjectNode context(Members event, Members attributes) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        event.move("locale", context, "locale");
        OF_EVENT.forEach(place -> move(event, context, place));
        OF_ATTRIBUTES.forEach(place -> move(attributes, context, place));
        return context;
    }

    private static void move(Members members, ObjectNode context, Place place) {
        if (members.isGiven(place.name())) {
            members.move(place.name(), context.withObjectProperty(place.object()), place.newName());
        }
    }

    /** Each user attribute is {@code {"value": …, "set_timestamp": …}}: the value counts. */
    private static ObjectNode values(ObjectNode user) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        user.forEachEntry(
                (name, attribute) -> values.set(name, attribute.has("value") ? attribute.path("value") : attribute));
        return values;
    }
}
