package dev.clickstream.rules.force;

import dev.clickstream.rules.activity.PlannedActivity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** An item's price in SGD beside its own currency. */
final class SgdPrice {
    /** The attribute that is added: the price in SGD, with four decimals. */
    private static final String NAME = "price_sgd";

    private static final int DECIMALS = 4;

    private SgdPrice() {}

    /** With the price at the rate of the day it was seen; unchanged when price, currency or rate is not known. */
    static PlannedActivity added(PlannedActivity activity, Rules rules) {
        Map<String, String> attributes = activity.point().attributes();
        String price = attributes.get("price");
        String currency = attributes.get("currency");
        if (price == null || currency == null) {
            return activity;
        }
        LocalDate day = activity.point().occurredAt().atZone(ZoneOffset.UTC).toLocalDate();
        return rules.sgdPerUnit(currency, day)
                .flatMap(rate -> sgd(price, rate))
                .map(sgd -> activity.with(Map.of(NAME, sgd)))
                .orElse(activity);
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
