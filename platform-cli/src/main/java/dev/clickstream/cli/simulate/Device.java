package dev.clickstream.cli.simulate;

import java.util.List;
import java.util.random.RandomGenerator;

/** A browser or an app on something that one traveller owns. */
record Device(String anonymousId, Kind kind, String ip) {
    record Kind(String type, boolean app, String userAgent) {}

    static final List<Kind> KINDS = List.of(
            new Kind(
                    "mobile",
                    false,
                    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"),
            new Kind(
                    "desktop",
                    false,
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36"),
            new Kind("mobile", true, "ClickstreamTravel/7.4 (Android 15; Pixel 9)"),
            new Kind(
                    "tablet",
                    false,
                    "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/604.1"));

    /** The id holds the seed and the traveller: no other traveller, and no other run, has this device. */
    static Device of(long seed, int traveller, int number, RandomGenerator random) {
        String anonymousId = "device-%06d%s-%x".formatted(traveller, (char) ('a' + number), seed);
        String ip = "203.0.113." + random.nextInt(1, 255);
        return new Device(anonymousId, KINDS.get(Dice.lowest(random, KINDS.size())), ip);
    }
}
