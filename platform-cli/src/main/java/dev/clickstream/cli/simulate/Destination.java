package dev.clickstream.cli.simulate;

import java.util.List;

/** A place people travel to. */
record Destination(String code, String name, String country) {
    /** The most searched first. */
    static final List<Destination> ALL = List.of(
            new Destination("SIN", "Singapore", "SG"),
            new Destination("TYO", "Tokyo", "JP"),
            new Destination("BKK", "Bangkok", "TH"),
            new Destination("DPS", "Bali", "ID"),
            new Destination("SEL", "Seoul", "KR"),
            new Destination("KUL", "Kuala Lumpur", "MY"),
            new Destination("HKG", "Hong Kong", "HK"),
            new Destination("OSA", "Osaka", "JP"),
            new Destination("LON", "London", "GB"),
            new Destination("SYD", "Sydney", "AU"),
            new Destination("PAR", "Paris", "FR"),
            new Destination("HKT", "Phuket", "TH"),
            new Destination("SHA", "Shanghai", "CN"),
            new Destination("DEL", "New Delhi", "IN"),
            new Destination("NYC", "New York", "US"),
            new Destination("ROM", "Rome", "IT"),
            new Destination("MEL", "Melbourne", "AU"),
            new Destination("BCN", "Barcelona", "ES"),
            new Destination("PEN", "Penang", "MY"),
            new Destination("BER", "Berlin", "DE"),
            new Destination("GOI", "Goa", "IN"),
            new Destination("CJU", "Jeju", "KR"),
            new Destination("ZQN", "Queenstown", "NZ"),
            new Destination("REK", "Reykjavík", "IS"));
}
