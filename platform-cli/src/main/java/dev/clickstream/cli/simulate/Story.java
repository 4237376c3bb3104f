package dev.clickstream.cli.simulate;

import dev.clickstream.cli.send.Message;
import dev.clickstream.cli.simulate.Composer.Moment;
import dev.clickstream.cli.simulate.Composer.Trip;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/** All that one traveller does in two months, in order of time: a function of the seed, the traveller and the end. */
final class Story {
    private static final Duration SPAN = Duration.ofDays(60);

    private final RandomGenerator random;
    private final Traveller traveller;
    private final Composer composer;
    private final Instant end;
    private final List<Message> told = new ArrayList<>();
    private final Set<Device> loggedIn = new LinkedHashSet<>();
    private final Set<Stay> wishlist = new LinkedHashSet<>();
    private final Set<Stay> cart = new LinkedHashSet<>();
    private Moment now;
    private int orders;

    private Story(long seed, int number, Instant end) {
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        this.traveller = Traveller.of(seed, number, random);
        this.composer = new Composer(seed, traveller);
        this.end = end;
        this.now = new Moment(traveller.devices().getFirst(), false, "", end);
    }

    static List<Message> of(long seed, int number, Instant end) {
        Story story = new Story(seed, number, end);
        story.tell();
        return story.told;
    }

    private void tell() {
        int sessions = Dice.count(random, 2.5, 12);
        List<Instant> starts = new ArrayList<>();
        for (int session = 0; session < sessions; session++) {
            starts.add(end.minusMillis(random.nextLong(SPAN.toMillis())));
        }
        starts.sort(null);
        for (int session = 0; session < sessions; session++) {
            Device device =
                    traveller.devices().get(random.nextInt(traveller.devices().size()));
            // The login is sometimes forgotten by the browser; the device is still the same.
            boolean known = loggedIn.contains(device) && Dice.chance(random, 0.9);
            String sessionId = "%s-%d".formatted(device.anonymousId(), session);
            Instant start = starts.get(session).isAfter(now.at()) || session == 0 ? starts.get(session) : now.at();
            now = new Moment(device, known, sessionId, start);
            visit(session);
        }
    }

    private void visit(int session) {
        if (Dice.chance(random, 0.15)) {
            tell("Promotion Clicked", Composer.properties().put("promotion_id", "promo-" + random.nextInt(1, 13)));
        }
        page("Home", "/");
        if (session > 0) {
            maybeLogIn(0.5);
        }
        Trip trip = new Trip(
                Dice.often(random, traveller.dreams()),
                LocalDate.ofInstant(now.at(), ZoneOffset.UTC).plusDays(random.nextInt(3, 120)),
                Dice.count(random, 2.5, 14),
                Dice.count(random, 2, 6));
        int searches = Dice.count(random, 1.6, 4);
        for (int search = 0; search < searches; search++) {
            search(trip);
        }
        maybeLogIn(0.6);
        if (!cart.isEmpty() && Dice.chance(random, 0.55)) {
            checkOut(trip);
        }
    }

    private void search(Trip trip) {
        tell("Products Searched", composer.search(trip, random.nextInt(20, Stay.PER_DESTINATION)));
        page("Search results", "/search/" + trip.destination().code());
        if (Dice.chance(random, 0.25)) {
            String filter = List.of("4 stars", "breakfast", "pool", "free cancellation", "price")
                    .get(random.nextInt(5));
            tell(
                    "Product List Filtered",
                    Composer.properties().put("filter", filter).put("kind", "filter"));
        }
        int looks = Dice.count(random, 3.5, 20);
        for (int look = 0; look < looks; look++) {
            look(Stay.of(trip.destination(), Dice.lowest(random, Stay.PER_DESTINATION)), trip);
        }
    }

    private void look(Stay stay, Trip trip) {
        if (Dice.chance(random, 0.3)) {
            tell("Product Clicked", composer.product(stay).put("position", random.nextInt(1, 26)));
        }
        tell("Product Viewed", composer.product(stay));
        if (Dice.chance(random, 0.12)) {
            wishlist.add(stay);
            tell("Product Added to Wishlist", composer.product(stay));
        }
        if (Dice.chance(random, 0.1)) {
            cart.add(stay);
            tell("Product Added", composer.productFor(stay, trip));
        }
        if (!wishlist.isEmpty() && Dice.chance(random, 0.05)) {
            tell("Product Removed from Wishlist", removed(takeOne(wishlist)));
        }
        if (!cart.isEmpty() && Dice.chance(random, 0.05)) {
            tell("Product Removed", removed(takeOne(cart)));
        }
    }

    private void maybeLogIn(double eagerness) {
        if (traveller.logsIn() && !now.known() && Dice.chance(random, eagerness)) {
            logIn();
        }
    }

    private void logIn() {
        now = new Moment(now.device(), true, now.sessionId(), now.at());
        loggedIn.add(now.device());
        pause();
        told(composer.identify(now));
    }

    private void checkOut(Trip trip) {
        tell("Cart Viewed", Composer.properties().put("cart_id", "cart-" + traveller.number()));
        tell("Checkout Started", composer.order(orderId(), List.copyOf(cart), trip));
        if (Dice.chance(random, 0.35)) {
            return;
        }
        if (traveller.logsIn() && !now.known()) {
            logIn();
        }
        List<Stay> booked = List.copyOf(cart);
        String orderId = orderId();
        tell("Order Completed", composer.order(orderId, booked, trip));
        orders++;
        cart.clear();
        wishlist.removeAll(booked);
        if (now.known() && Dice.chance(random, 0.12)) {
            now = new Moment(
                    now.device(), true, now.sessionId(), now.at().plusSeconds(random.nextInt(600, 3 * 86_400)));
            ObjectNode order = composer.order(orderId, booked, trip).put("reason", "plans changed");
            told(composer.fromServer(now.at(), "Order Cancelled", order));
        }
    }

    private String orderId() {
        return "order-%s-%d"
                .formatted(traveller.devices().getFirst().anonymousId().substring(7), orders);
    }

    private ObjectNode removed(Stay stay) {
        return Composer.properties().put("product_id", stay.id()).put("category", stay.category());
    }

    private Stay takeOne(Set<Stay> stays) {
        Stay taken =
                stays.stream().skip(random.nextInt(stays.size())).findFirst().orElseThrow();
        stays.remove(taken);
        return taken;
    }

    private void page(String name, String path) {
        pause();
        told(composer.page(now, name, path));
    }

    private void tell(String event, ObjectNode properties) {
        pause();
        told(composer.track(now, event, properties));
    }

    private void pause() {
        Instant next = now.at().plusMillis(random.nextInt(700, 90_000));
        now = new Moment(now.device(), now.known(), now.sessionId(), next);
    }

    private void told(Message message) {
        if (!now.at().isAfter(end)) {
            told.add(message);
        }
    }
}
