package dev.clickstream.cli.file;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clickstream.cli.PlanCheck;
import dev.clickstream.cli.send.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The mappings of the two recorded files, on rows made up for this test. */
class ShippedMappingsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final String TRAVEL_HEADER =
            "user_id,session_id,timestamp,step,action_type,reference,platform,city,device,current_filters,impressions,prices\n";

    @TempDir
    Path folder;

    @Test
    void anItemInteractionIsAProductView() throws IOException {
        JsonNode event =
                travel("U1,s1,1541599523,4,interaction item image,42,FR,\"Lyon, France\",tablet,4 Star|Hotel,,");

        assertThat(event.at("/event").stringValue()).isEqualTo("Product Viewed");
        assertThat(event.at("/userId").stringValue()).isEqualTo("U1");
        assertThat(event.at("/sessionId").stringValue()).isEqualTo("s1");
        assertThat(event.at("/timestamp").stringValue()).isEqualTo("2018-11-07T14:05:23.004Z");
        assertThat(event.at("/properties/product_id").stringValue()).isEqualTo("42");
        assertThat(event.at("/properties/active_filters").toString()).isEqualTo("[\"4 Star\",\"Hotel\"]");
        assertThat(event.at("/context/location/city").stringValue()).isEqualTo("Lyon, France");
    }

    @Test
    void aViewOfAnUnknownItemKeepsItsRowUnderANameThatPromisesNoProduct() throws IOException {
        JsonNode event = travel("U1,s1,1541599523,4,interaction item info,unknown,FR,Lyon,tablet,,,");

        assertThat(event.at("/event").stringValue()).isEqualTo("Product Viewed (undetailed)");
        assertThat(event.at("/properties").has("product_id")).isFalse();
    }

    @Test
    void aClickOutHasThePriceAtTheItemsPosition() throws IOException {
        JsonNode event = travel("U1,s1,1541599523,4,clickout item,42,FR,Lyon,tablet,,7|42|9,10|20|30");

        assertThat(event.at("/event").stringValue()).isEqualTo("Product Clicked");
        assertThat(event.at("/properties/price").intValue()).isEqualTo(20);
        assertThat(event.at("/properties/currency").stringValue()).isEqualTo("EUR");
    }

    @Test
    void aClickOutOfAnItemThatWasNotShownHasNoPrice() throws IOException {
        JsonNode event = travel("U1,s1,1541599523,4,clickout item,43,FR,Lyon,tablet,,7|42|9,10|20|30");

        assertThat(event.at("/properties").has("price")).isFalse();
    }

    @Test
    void searchesAndFiltersAreNamedByTheirKind() throws IOException {
        JsonNode search = travel("U1,s1,1541599523,4,search for poi,Kyoto Station,JP,Kyoto,mobile,,,");
        JsonNode sorting = travel("U1,s1,1541599523,4,change of sort order,price only,JP,Kyoto,mobile,,,");

        assertThat(search.at("/event").stringValue()).isEqualTo("Products Searched");
        assertThat(search.at("/properties").toString())
                .isEqualTo("{\"query\":\"Kyoto Station\",\"kind\":\"point of interest\"}");
        assertThat(sorting.at("/event").stringValue()).isEqualTo("Product List Filtered");
        assertThat(sorting.at("/properties/kind").stringValue()).isEqualTo("sort");
    }

    @Test
    void messageIdsAreTheSameAtEverySendingAndTellRowsApart() throws IOException {
        Path file = write(
                "x.csv",
                TRAVEL_HEADER
                        + "U1,s1,1,2,search for poi,Ōsaka,JP,X,mobile,,,\nU1,s1,2,2,clickout item,1,JP,X,mobile,,1,2\n");

        List<String> once = messages(file, NOW).stream()
                .map(message -> message.json().at("/messageId").stringValue())
                .toList();
        List<String> again = messages(file, NOW.plusSeconds(60)).stream()
                .map(message -> message.json().at("/messageId").stringValue())
                .toList();

        assertThat(once).isEqualTo(again).doesNotHaveDuplicates();
        assertThat(once).allMatch(id -> id.matches("[!-~]{1,128}"));
    }

    @Test
    void theNewestRowBecomesNowAndTheOthersKeepTheirDistance() throws IOException {
        Path file = write(
                "x.csv",
                TRAVEL_HEADER
                        + "U1,s1,1000,1,search for poi,a,JP,X,mobile,,,\nU1,s1,1100,2,search for poi,b,JP,X,mobile,,,\nU1,s1,1050,3,search for poi,c,JP,X,mobile,,,\n");

        assertThat(messages(file, NOW).stream()
                        .map(message -> message.json().at("/timestamp").stringValue()))
                .containsExactly("2026-02-28T23:58:19.999Z", "2026-03-01T00:00:00Z", "2026-02-28T23:59:10.001Z");
    }

    @Test
    void storeEventsTakeTheirDetailsFromTheOtherFiles() throws IOException {
        Path file = storeEvents("""
                user_id,event_type,event_id,ts
                U1,Page,e1,2024-01-01 10:00:00.000000
                U1,Product Viewed,e2,2024-01-01 10:00:01.500000
                U1,Product Viewed,e3,2024-01-01 10:00:02.000000
                U1,Product Viewed,e8,2024-01-01 10:00:02.000000
                U1,Product Added,e4,2024-01-01 10:00:03.000000
                U1,Checkout Started,e5,2024-01-01 10:00:04.000000
                U1,Order Completed,e6,2024-01-01 10:00:05.000000
                U1,Order Completed,e9,2024-01-01 10:00:05.000000
                U1,Pop-up Email Viewed,e7,2024-01-01 10:00:06.000000
                """);

        List<JsonNode> events = messages(file, null).stream()
                .map(message -> (JsonNode) message.json())
                .toList();

        assertThat(events.stream().map(PlanCheck::eventOf))
                .containsExactly(
                        "Page",
                        "Product Viewed",
                        "Product Viewed (undetailed)",
                        "Product Viewed (undetailed)",
                        "Product Added (undetailed)",
                        "Checkout Started",
                        "Order Completed",
                        "Order Completed",
                        "Pop-up Email Viewed");
        assertThat(events.get(1).at("/timestamp").stringValue()).isEqualTo("2024-01-01T10:00:01.500Z");
        assertThat(events.get(1).at("/properties").toString())
                .isEqualTo("{\"product_id\":\"TEST-1\",\"price\":28.99,\"currency\":\"USD\"}");
        assertThat(events.get(3).at("/properties").toString()).isEqualTo("{\"price\":5.0,\"currency\":\"USD\"}");
        assertThat(events.get(5).at("/properties/products").toString())
                .isEqualTo("[{\"product_id\":\"TEST-2\",\"quantity\":1}]");
        assertThat(events.get(6).at("/properties").toString())
                .isEqualTo(
                        "{\"order_id\":\"e6\",\"total\":70.00,\"discount\":0.00,\"coupon\":\"SPRING\",\"currency\":\"USD\",\"country\":\"CA\","
                                + "\"products\":[{\"product_id\":\"TEST-3\",\"quantity\":2},{\"product_id\":\"TEST-4\",\"quantity\":1}]}");
        assertThat(events.get(7).at("/properties").toString()).isEqualTo("{\"order_id\":\"e9\"}");
    }

    @Test
    void everyRowOfTheRealTravelFileWouldBeAccepted() {
        Map<String, Long> events = acceptedEvents(realFile("travel-sessions/trivago_val_100k.csv.gz"), 100_003);

        assertThat(events)
                .containsOnly(
                        Map.entry("Product Viewed", 72_967L),
                        Map.entry("Product Viewed (undetailed)", 4L),
                        Map.entry("Product Clicked", 13_597L),
                        Map.entry("Products Searched", 5_184L),
                        Map.entry("Product List Filtered", 8_218L),
                        Map.entry("Product List Filtered (undetailed)", 33L));
    }

    @Test
    void everyRowOfTheRealStoreFileWouldBeAccepted() {
        Map<String, Long> events = acceptedEvents(realFile("store-events/events.csv.gz"), 16_008);

        assertThat(events.get("Product Viewed") + events.get("Product Viewed (undetailed)"))
                .isEqualTo(5_849);
        assertThat(events.get("Product Added") + events.get("Product Added (undetailed)"))
                .isEqualTo(702);
        assertThat(events).containsEntry("Order Completed", 98L).containsEntry("Pop-up Email Viewed", 1_157L);
    }

    private static Map<String, Long> acceptedEvents(Path file, int rows) {
        PlanCheck plan = new PlanCheck();
        List<Message> messages = messages(file, NOW);
        assertThat(messages).hasSize(rows);
        assertThat(messages)
                .allSatisfy(message -> assertThat(plan.violations(message)).isEmpty());
        return messages.stream().collect(groupingBy(message -> PlanCheck.eventOf(message.json()), counting()));
    }

    private static Path realFile(String name) {
        Path file = Path.of("../../shared/data", name);
        assumeTrue(Files.isReadable(file), "the recorded file " + name + " is not on this machine");
        return file;
    }

    private JsonNode travel(String row) throws IOException {
        return messages(write("trip.csv", TRAVEL_HEADER + row + "\n"), null)
                .getFirst()
                .json();
    }

    private Path storeEvents(String events) throws IOException {
        gzip(
                "product_viewed.csv.gz",
                "id,timestamp,variant,price\ne2,x,TEST-1,28.99\ne2,x,TEST-1,28.99\ne8,x,\"\",5.0\n");
        gzip("product_added.csv.gz", "id,timestamp,price,variant\n");
        gzip(
                "checkout_started.csv.gz",
                "timestamp,id,funnel_id,total_price,without_discount_price,variant_item_1,variant_item_2,variant_item_3,variant_item_4,variant_item_5\nx,e5,,45,null,TEST-2,,,,\n");
        gzip(
                "order_completed.csv.gz",
                "id,timestamp,total_price,discount_codes,total_discounts,shipping_country,variant_item_1,variant_item_2,variant_item_3,variant_item_4,variant_item_5\ne6,x,70.00,\"[{\"\"code\"\":\"\"SPRING\"\"}]\",0.00,Canada,TEST-3,TEST-3,TEST-4,,\n");
        return gzip("events.csv.gz", events);
    }

    private static List<Message> messages(Path file, @Nullable Instant newestBecomes) {
        List<Message> messages = new ArrayList<>();
        try (FileSource source = FileSource.open(file, null, Long.MAX_VALUE, newestBecomes)) {
            for (Message message = source.next(); message != null; message = source.next()) {
                messages.add(message);
            }
        }
        return messages;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path gzip(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
