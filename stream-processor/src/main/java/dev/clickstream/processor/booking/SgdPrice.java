package dev.clickstream.processor.booking;

import dev.clickstream.processor.activity.Activity;
import dev.clickstream.rules.force.Rules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Adds a booked item's price in SGD beside its own currency. */
public final class SgdPrice {
    private static final int DECIMALS = 4;

    private SgdPrice() {}

    /** With {@code price_sgd} at the rate of the booking's day; unchanged when price, currency or rate is not known. */
    public static Activity added(Activity booking, Rules rules) {
        Map<String, String> attributes = booking.point().attributes();
        String price = attributes.get("price");
        String currency = attributes.get("currency");
        if (price == null || currency == null) {
            return booking;
        }
        LocalDate day = booking.point().occurredAt().atZone(ZoneOffset.UTC).toLocalDate();
        return rules.sgdPerUnit(currency, day)
                .flatMap(rate -> sgd(price, rate))
                .map(sgd -> {
                    Map<String, String> added = new HashMap<>(attributes);
                    added.put("price_sgd", sgd);
                    return booking.withAttributes(added);
                })
                .orElse(booking);
    }

    private static Optional<String> sgd(String price, BigDecimal rate) {
        try {
            return Optional.of(new BigDecimal(price)
                    .multiply(rate)
                    .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                    .toPlainString());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
