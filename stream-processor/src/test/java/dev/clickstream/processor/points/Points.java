package dev.clickstream.processor.points;

import dev.clickstream.recent.Point;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Points for property tests. */
public final class Points {
    private Points() {}

    /** Of any texts, short and long. */
    public static Arbitrary<Point> any() {
        return of(
                Arbitraries.strings()
                        .excludeChars('\0')
                        .ofMinLength(1)
                        .ofMaxLength(300)
                        .filter(Points::isWritable),
                Arbitraries.longs().between(-62_000_000_000_000L, 250_000_000_000_000L));
    }

    /** Of few items and few moments, so that they meet. */
    static Arbitrary<Point> few() {
        return of(Arbitraries.of("a", "b", "c", "ä", "日本"), Arbitraries.longs().between(0, 5));
    }

    private static Arbitrary<Point> of(Arbitrary<String> items, Arbitrary<Long> times) {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(20).filter(Points::isWritableOrEmpty);
        return Combinators.combine(
                        items,
                        texts,
                        times,
                        Arbitraries.of("m1", "m2", "m3"),
                        Arbitraries.of(true, false),
                        Arbitraries.maps(texts, texts).ofMaxSize(3))
                .as((item, device, time, message, removed, attributes) ->
                        new Point(item, device, Instant.ofEpochMilli(time), message, removed, attributes));
    }

    private static boolean isWritable(String text) {
        return !text.isBlank() && isWritableOrEmpty(text);
    }

    /** Half of a surrogate pair is no text: no encoder writes it. */
    private static boolean isWritableOrEmpty(String text) {
        return text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }
}
