package dev.clickstream.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.clickstream.infra.cost.line.CostLine;
import dev.clickstream.infra.cost.price.Price;
import dev.clickstream.infra.cost.price.Prices;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A formula that is printed must give the amount beside it: it is calculated anew from its text. */
class FormulaTest {
    private static final Pattern STEP = Pattern.compile("(?:^| ([x/]) )([0-9][0-9,]*(?:\\.[0-9]+)?)");

    @Test
    void everyFormulaGivesItsAmount() {
        for (double rate : CostDocument.RATES) {
            for (CostLine line :
                    CostReport.of(rate, new CostReport.Options(0, true)).lines()) {
                assertThat(value(line.formula()))
                        .as("%s, %s: %s", line.part(), line.what(), line.formula())
                        .isCloseTo(line.monthlyUsd(), withinPercentage(0.2));
            }
        }
    }

    @Test
    void everyPriceHasANameOfItsOwnAndAPageOfAws() {
        assertThat(Prices.all()).extracting(Price::name).doesNotHaveDuplicates();
        assertThat(Prices.all()).extracting(Price::source).allMatch(page -> page.startsWith("https://aws.amazon.com/"));
    }

    private static double value(String formula) {
        Matcher step = STEP.matcher(formula);
        double value = 1;
        while (step.find()) {
            double number = Double.parseDouble(step.group(2).replace(",", ""));
            value = "/".equals(step.group(1)) ? value / number : value * number;
        }
        return value;
    }
}
