package dev.clickstream.cli.simulate;

import dev.clickstream.cli.send.Message;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes one traveller's calls as an SDK on their device would. */
final class Composer {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Traveller traveller;
    private final String idPrefix;
    private int written;
    private final Set<String> begun = new HashSet<>();

    Composer(long seed, Traveller traveller) {
        this.traveller = traveller;
        this.idPrefix = "sim-%x-%06d-".formatted(seed, traveller.number());
    }

    /** Who did it, where, in which session and when. */
    record Moment(Device device, boolean known, String sessionId, Instant at) {}

    /** What was being looked for. */
    record Trip(Destination destination, LocalDate checkIn, int nights, int guests) {}

    static ObjectNode properties() {
        return NODES.objectNode();
    }

    Message track(Moment moment, String event, ObjectNode properties) {
        return call(moment, "track", event, "properties", properties);
    }

    Message page(Moment moment, String name, String path) {
        boolean app = moment.device().kind().app();
        ObjectNode properties = properties().put("name", name);
        if (!app) {
            properties.put("path", path).put("url", "https://travel.example.com" + path);
        }
        return call(moment, app ? "screen" : "page", "", "properties", properties);
    }

    Message identify(Moment moment) {
        ObjectNode traits = properties()
                .put("email", traveller.userId() + "@example.com")
                .put("country", traveller.home().country())
                .put("language", traveller.home().language())
                .put("currency", traveller.home().currency());
        return call(moment, "identify", "", "traits", traits);
    }

    /** From the booking system, which knows the user but no device. */
    Message fromServer(Instant at, String event, ObjectNode properties) {
        ObjectNode message = envelope("track", event, at).put("userId", traveller.userId());
        message.putObject("context").putObject("library").put("name", "booking-system");
        message.set("properties", properties);
        return new Message(message);
    }

    private Message call(Moment moment, String type, String event, String bodyName, ObjectNode body) {
        ObjectNode message = envelope(type, event, moment.at());
        message.put("anonymousId", moment.device().anonymousId());
        if (moment.known()) {
            message.put("userId", traveller.userId());
        }
        message.put("sessionId", moment.sessionId());
        ObjectNode context = message.putObject("context");
        context.putObject("library").put("name", "traveller-simulator").put("version", "1");
        context.put("userAgent", moment.device().kind().userAgent())
                .put("ip", moment.device().ip())
                .put("locale", traveller.home().language());
        context.putObject("device").put("type", moment.device().kind().type());
        if (begun.add(moment.sessionId())) {
            WayIn.of(moment.sessionId()).tell(context);
        }
        message.set(bodyName, body);
        return new Message(message);
    }

    private ObjectNode envelope(String type, String event, Instant at) {
        ObjectNode message = NODES.objectNode().put("type", type);
        if (!event.isEmpty()) {
            message.put("event", event);
        }
        return message.put("messageId", idPrefix + "%04d".formatted(written++))
                .put("timestamp", at.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    ObjectNode search(Trip trip, int results) {
        return properties()
                .put("query", trip.destination().name())
                .put("kind", "destination")
                .put("destination", trip.destination().name())
                .put("check_in", trip.checkIn().toString())
                .put("check_out", trip.checkIn().plusDays(trip.nights()).toString())
                .put("guests", trip.guests())
                .put("results", results);
    }

    ObjectNode product(Stay stay) {
        return properties()
                .put("product_id", stay.id())
                .put("name", stay.name())
                .put("brand", stay.brand())
                .put("category", stay.category())
                .put("destination", stay.destination().name())
                .put("price", price(stay))
                .put("currency", traveller.home().currency());
    }

    ObjectNode productFor(Stay stay, Trip trip) {
        return product(stay)
                .put("quantity", trip.nights())
                .put("check_in", trip.checkIn().toString())
                .put("check_out", trip.checkIn().plusDays(trip.nights()).toString())
                .put("nights", trip.nights())
                .put("guests", trip.guests());
    }

    ObjectNode order(String orderId, List<Stay> stays, Trip trip) {
        ObjectNode order = properties().put("order_id", orderId);
        ArrayNode products = NODES.arrayNode();
        BigDecimal total = BigDecimal.ZERO;
        for (Stay stay : stays) {
            products.add(productFor(stay, trip));
            total = total.add(price(stay).multiply(BigDecimal.valueOf(trip.nights())));
        }
        return order.put("total", total)
                .put("currency", traveller.home().currency())
                .put("country", traveller.home().country())
                .set("products", products);
    }

    private BigDecimal price(Stay stay) {
        return traveller.home().price(stay.sgdPerNight());
    }
}
