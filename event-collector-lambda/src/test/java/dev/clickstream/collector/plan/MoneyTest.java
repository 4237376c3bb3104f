package dev.clickstream.collector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.plan.PlannedEvent;
import dev.clickstream.plan.TrackingPlan;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MoneyTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final TrackingPlan plan = TrackingPlan.load();
    private final Money money = new Money(plan);

    @Test
    void anAmountThatCameAsANumberIsText() {
        assertThat(converted("Product Viewed", "{\"product_id\":\"p\",\"price\":120.10,\"position\":3}"))
                .isEqualTo("{\"product_id\":\"p\",\"price\":\"120.10\",\"position\":3}");
    }

    @Test
    void soAreTheAmountsOfEachProduct() {
        String order = "{\"order_id\":\"o\",\"total\":3E+2,\"products\":[{\"product_id\":\"a\",\"price\":100},"
                + "{\"product_id\":\"b\",\"price\":\"200.0\",\"quantity\":1},{\"product_id\":\"c\"}]}";

        assertThat(converted("Order Completed", order))
                .isEqualTo(
                        "{\"order_id\":\"o\",\"total\":\"300\",\"products\":[{\"product_id\":\"a\",\"price\":\"100\"},"
                                + "{\"product_id\":\"b\",\"price\":\"200.0\",\"quantity\":1},{\"product_id\":\"c\"}]}");
    }

    @Test
    void whatAFloatAddedIsRoundedAway() {
        assertThat(converted("Product Viewed", "{\"product_id\":\"p\",\"price\":0.30000000000000004}"))
                .contains("\"price\":\"0.3000\"");
    }

    @Test
    void aNumberOfMoreDigitsThanAnAmountHasStaysWhatItIs() {
        assertThat(converted("Product Viewed", "{\"product_id\":\"p\",\"price\":123456789012345}"))
                .contains("\"price\":123456789012345");
    }

    @Property
    void textOfFourDecimalsIsWithinHalfOfTheLastOfWhatWasSent(
            @ForAll @BigRange(min = "0", max = "99999999999999") @Scale(9) BigDecimal amount) {
        BigDecimal read = new BigDecimal(Money.text(amount));

        assertThat(read.scale()).isLessThanOrEqualTo(4);
        assertThat(read.subtract(amount).abs()).isLessThanOrEqualTo(new BigDecimal("0.00005"));
    }

    private String converted(String event, String json) {
        ObjectNode properties = (ObjectNode) JSON.readTree(json);
        PlannedEvent planned = plan.find(event).orElseThrow();
        money.toDecimalText(planned, properties);
        return properties.toString();
    }
}
