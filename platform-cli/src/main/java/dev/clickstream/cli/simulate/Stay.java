package dev.clickstream.cli.simulate;

import java.util.List;
import java.util.Locale;

/**
 * Something that can be booked. All that is known of it follows from its id, so that it is the same in every run.
 *
 * @param sgdPerNight price in Singapore dollars
 */
record Stay(String id, String name, String brand, String category, Destination destination, double sgdPerNight) {
    static final int PER_DESTINATION = 400;

    private static final List<String> CATEGORIES =
            List.of("hotel", "hotel", "hotel", "apartment", "hostel", "resort", "villa", "tour", "airport transfer");
    private static final List<String> BRANDS =
            List.of("Merlion", "Lotus", "Northstar", "Harbour", "Banyan Row", "Kumo", "Casa Azul", "Oak & Ivy");

    /** @param rank 0 is the most popular of its destination */
    static Stay of(Destination destination, int rank) {
        int hash = (destination.code() + rank).hashCode() * 0x9E3779B1 >>> 1;
        String category = CATEGORIES.get(hash % CATEGORIES.size());
        String brand = BRANDS.get((hash >>> 8) % BRANDS.size());
        double level = switch (category) {
            case "hostel" -> 35;
            case "tour", "airport transfer" -> 55;
            case "resort", "villa" -> 280;
            default -> 120;
        };
        return new Stay(
                "%s-%04d".formatted(destination.code(), rank),
                "%s %s %s %d".formatted(brand, destination.name(), title(category), rank),
                brand,
                category,
                destination,
                level * (0.6 + (hash >>> 16) % 1000 / 600.0));
    }

    private static String title(String category) {
        return category.substring(0, 1).toUpperCase(Locale.ROOT) + category.substring(1);
    }
}
