package dev.clickstream.collector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.collector.standardise.PropertyOrigins;
import dev.clickstream.collector.verdict.RejectionCode;
import dev.clickstream.collector.verdict.Violation;
import dev.clickstream.plan.PlannedEvent;
import dev.clickstream.plan.TrackingPlan;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PlanValidatorTest {
    private static final PropertyOrigins PROPERTIES = new PropertyOrigins("properties", Set.of());
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final TrackingPlan plan = TrackingPlan.load();
    private final PlanValidator validator = new PlanValidator(plan);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Product Viewed | {\"product_id\":\"p\",\"price\":12.5,\"currency\":\"SGD\"}",
                "Product Viewed | {\"product_id\":\"p\",\"price\":\"12.50\",\"any\":{\"thing\":[1]}}",
                "Product Viewed | {\"product_id\":\"p\",\"check_in\":\"2028-02-29\"}",
                "Products Searched | {\"query\":\"sea view\"}",
                "Order Completed | {\"order_id\":\"o\",\"products\":[{\"product_id\":\"p\",\"quantity\":1}]}",
                "Page | {}",
                "Page | {\"category\":null}",
                "Product Viewed | {\"product_id\":\"p\",\"price\":null}",
            })
    void whatThePlanAllowsPasses(String event, String properties) {
        assertThat(violations(event, properties)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Product Viewed | {} | /properties/product_id | required",
                "Product Viewed | {\"product_id\":null} | /properties/product_id | required",
                "Product Viewed | {\"product_id\":7} | /properties/product_id | type",
                "Product Viewed | {\"product_id\":\"\"} | /properties/product_id | minLength",
                "Product Viewed | {\"product_id\":\"p\",\"price\":true} | /properties/price | type",
                "Product Viewed | {\"product_id\":\"p\",\"price\":-1} | /properties/price | minimum",
                "Product Viewed | {\"product_id\":\"p\",\"price\":\"cheap\"} | /properties/price | pattern",
                "Product Viewed | {\"product_id\":\"p\",\"currency\":\"sgd\"} | /properties/currency | pattern",
                "Product Viewed | {\"product_id\":\"p\",\"check_in\":\"2026-02-30\"} | /properties/check_in | format",
                "Order Completed | {\"order_id\":\"o\",\"products\":[{\"product_id\":\"p\"},{}]} | /properties/products/1/product_id | required",
                "Order Completed | {\"order_id\":\"o\",\"products\":[{\"product_id\":\"p\",\"quantity\":0}]} | /properties/products/0/quantity | minimum",
                "Identify | {\"created_at\":\"lately\"} | /properties/created_at | format",
            })
    void whatThePlanForbidsIsPointedAt(String event, String properties, String pointer, String rule) {
        Violation violation = violations(event, properties).getFirst();

        assertThat(violation.pointer()).isEqualTo(pointer);
        assertThat(violation.rule()).isEqualTo(rule);
        assertThat(violation.code()).isEqualTo(RejectionCode.SCHEMA_VIOLATION);
    }

    @Test
    void theHintSaysWhatWouldBeRight() {
        assertThat(hint("{\"product_id\":\"p\",\"price\":true}"))
                .isEqualTo("price must be a number or text, was true or false. Price of one piece as shown."
                        + " (major units of currency)");
        assertThat(hint("{}")).startsWith("product_id is required. Id of the product");
        assertThat(hint("{\"product_id\":\"p\",\"check_in\":\"soon\"}"))
                .startsWith("check_in must be a date, e.g. 2026-11-23");
    }

    @Test
    void theHintNeverHoldsWhatWasSent() {
        for (String properties : List.of(
                "{\"product_id\":{\"secret\":1}}",
                "{\"product_id\":\"p\",\"currency\":\"secret\"}",
                "{\"product_id\":\"p\",\"price\":\"secret\"}",
                "{\"product_id\":\"p\",\"check_in\":\"secret\"}")) {
            assertThat(hint(properties)).doesNotContain("secret");
        }
    }

    @Test
    void pointersLeadToWhereThePropertyStoodInTheMessage() {
        PlannedEvent group = plan.find("Group").orElseThrow();
        ObjectNode properties = (ObjectNode) MAPPER.readTree("{\"groupId\":7,\"employees\":-1}");

        assertThat(validator.violations(group, properties, new PropertyOrigins("traits", Set.of("groupId"))))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/groupId", "/traits/employees");
    }

    @Test
    void aNameWithASlashIsEscapedInThePointer() {
        assertThat(PROPERTIES.inMessage("/a~1b")).isEqualTo("/properties/a~1b");
        assertThat(PROPERTIES.inMessage("")).isEqualTo("/properties");
    }

    @Test
    void aHundredErrorsAreCutToTwenty() {
        String bad = "{\"order_id\":\"o\",\"products\":[" + "{},".repeat(99) + "{}]}";

        assertThat(violations("Order Completed", bad)).hasSize(20);
    }

    private String hint(String properties) {
        return violations("Product Viewed", properties).getFirst().hint();
    }

    private List<Violation> violations(String event, String properties) {
        return validator.violations(
                plan.find(event).orElseThrow(), (ObjectNode) MAPPER.readTree(properties), PROPERTIES);
    }
}
