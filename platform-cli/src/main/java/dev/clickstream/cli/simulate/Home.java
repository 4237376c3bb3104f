package dev.clickstream.cli.simulate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Where a traveller lives.
 *
 * @param perSgd units of the currency for one Singapore dollar, roughly
 * @param decimals digits after the point
 */
record Home(String country, String language, String currency, double perSgd, int decimals) {
    /** The most common first. */
    static final List<Home> ALL = List.of(
            new Home("SG", "en-SG", "SGD", 1, 2),
            new Home("MY", "ms-MY", "MYR", 3.3, 2),
            new Home("ID", "id-ID", "IDR", 12400, 0),
            new Home("US", "en-US", "USD", 0.77, 2),
            new Home("JP", "ja-JP", "JPY", 117, 0),
            new Home("DE", "de-DE", "EUR", 0.66, 2),
            new Home("GB", "en-GB", "GBP", 0.57, 2),
            new Home("AU", "en-AU", "AUD", 1.18, 2),
            new Home("TH", "th-TH", "THB", 25.1, 2),
            new Home("KR", "ko-KR", "KRW", 1090, 0),
            new Home("IN", "hi-IN", "INR", 66.5, 2),
            new Home("CN", "zh-CN", "CNY", 5.5, 2),
            new Home("FR", "fr-FR", "EUR", 0.66, 2));

    BigDecimal price(double sgd) {
        return BigDecimal.valueOf(sgd * perSgd).setScale(decimals, RoundingMode.HALF_UP);
    }
}
