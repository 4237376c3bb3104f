package dev.clickstream.collector.treat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.collector.decode.JsonLimits;
import dev.clickstream.collector.decode.Slice;
import dev.clickstream.collector.decode.StrictJson;
import dev.clickstream.collector.verdict.Original;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.EventType;
import dev.clickstream.pii.Encryption;
import dev.clickstream.pii.PiiKeys;
import dev.clickstream.plan.TrackingPlan;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PersonalDataTest {
    private static final PiiKeys OLD =
            PiiKeys.parse("{\"current\":\"a\",\"a\":\"the first key, long enough to be one..\"}");
    private static final PiiKeys ROTATED = PiiKeys.parse(
            "{\"current\":\"b\",\"tokens\":\"a\",\"a\":\"the first key, long enough to be one..\",\"b\":\"the second key, long enough as well..\"}");

    private final AtomicReference<PiiKeys> keys = new AtomicReference<>(OLD);
    private final PersonalData personal = new PersonalData(
            TrackingPlan.load(),
            new StrictJson(new JsonLimits(20, 50_000, 128, 200, 8192, 40)),
            keys::get,
            new SecureRandom());

    @Test
    void traitsOfAnIdentifyAreTreatedAsThePlanSays() {
        JsonNode traits = properties(
                "identify",
                "Identify",
                "identify/1-0-0",
                "{\"email\":\"Ann@Example.com \",\"name\":\"Ann Lee\",\"country\":\"SG\"}");

        assertThat(traits.path("email").asString()).matches("hash:a:[A-Za-z0-9_-]{43}");
        assertThat(traits.has("name")).isFalse();
        assertThat(traits.path("country").asString()).isEqualTo("SG");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"billing_email\":\"ann@example.com\"} | \\{\"billing_email\":\"hash:a:.{43}\"}",
                "{\"Phone Number\":6591234567} | \\{\"Phone Number\":\"hash:a:.{43}\"}",
                "{\"contactEmails\":[\"ann@example.com\",null]} | \\{\"contactEmails\":\\[\"hash:a:.{43}\",null]}",
                "{\"email\":{\"value\":\"ann\",\"ok\":true}} | \\{\"email\":\\{\"value\":\"hash:a:.{43}\",\"ok\":true}}",
                "{\"first_name\":\"Ann\",\"name\":\"Sea View\"} | \\{\"name\":\"Sea View\"}",
                "{\"passenger\":{\"name\":\"Ann\",\"seat\":\"1A\"}} | \\{\"passenger\":\\{\"seat\":\"1A\"}}",
                "{\"passport_number\":\"E1234567\"} | \\{\"passport_number\":\"encrypted:a:.{54}:.{48}\"}",
                "{\"password\":\"hunter2\",\"cvv\":123} | \\{}",
                "{\"client_ip\":\"203.0.113.77\"} | \\{\"client_ip\":\"203.0.113.0\"}",
                "{\"date_of_birth\":\"1984-05-06\"} | \\{\"date_of_birth\":\"1984\"}",
                "{\"address\":{\"street\":\"1 Way\",\"city\":\"Singapore\",\"postal_code\":\"049483\"}} | \\{\"address\":\\{\"city\":\"Singapore\",\"postal_code\":\"04…\"}}",
                "{\"address\":\"1 Way\",\"hotel_address\":\"2 Way\"} | \\{\"hotel_address\":\"2 Way\"}",
                "{\"customer_id\":\"ann@example.com\"} | \\{\"customer_id\":\"token:a:.{22}\"}",
                "{\"note\":\"mail ann@example.com or https://x.example/?token=abc\"} | \\{\"note\":\"mail \\[redacted] or https://x.example/\\?token=\\[redacted]\"}",
                "{\"login\":\"ann@example.com\"} | \\{\"login\":\"hash:a:.{43}\"}",
                "{\"ann@example.com\":1,\"bob@example.com\":2} | \\{\"\\[redacted]\":1,\"\\[redacted]_2\":2}",
            })
    void fieldsThatNobodyPlannedAreTreatedByNameAndLook(String posted, String stored) {
        assertThat(properties("track", "Newsletter Ordered", null, posted).toString())
                .matches(stored);
    }

    @Test
    void theContextIsTreated() {
        Event event = personal.treated(
                event(
                        "track",
                        "Newsletter Ordered",
                        null,
                        "{}",
                        "{\"ip\":\"2001:db8:1:2::7\",\"traits\":{\"name\":\"Ann\",\"plan\":\"gold\"},\"device\":{\"advertisingId\":\"AAAA-1\",\"model\":\"X\"},"
                                + "\"location\":{\"latitude\":1.352083,\"longitude\":103.819836,\"city\":\"Singapore\"},"
                                + "\"page\":{\"url\":\"https://ann:pw@h.example/?email=a&utm_source=b\",\"search\":\"?phone=1\"}}"));

        assertThat(event.context().toString())
                .matches(
                        "\\{\"ip\":\"2001:db8:1::\",\"traits\":\\{\"plan\":\"gold\"},\"device\":\\{\"advertisingId\":\"token:a:.{22}\",\"model\":\"X\"},"
                                + "\"location\":\\{\"latitude\":1.4,\"longitude\":103.8,\"city\":\"Singapore\"},"
                                + "\"page\":\\{\"url\":\"https://h.example/\\?email=\\[redacted]&utm_source=b\",\"search\":\"\\?phone=\\[redacted]\"}}");
    }

    @Test
    void anIdThatIsAnAddressBecomesTheSameTokenEverywhere() {
        Event event = personal.treated(event("track", "Mail ann@example.com", null, "{}", "{}"));

        assertThat(event.event()).isEqualTo("Mail [redacted]");
        assertThat(event.userId()).matches("token:a:.{22}").isEqualTo(personal.storedId(" Ann@example.com"));
        assertThat(event.anonymousId()).isEqualTo("device-1");
    }

    @Test
    void treatingTwiceIsTreatingOnce() {
        Event once = personal.treated(event(
                "identify",
                "Identify",
                "identify/1-0-0",
                "{\"email\":\"ann@example.com\",\"birthday\":\"1984-05-06\",\"passport\":\"E1\",\"zip\":\"049483\",\"note\":\"to ann@example.com\"}",
                "{\"ip\":\"203.0.113.77\",\"location\":{\"latitude\":1.35}}"));

        assertThat(EventJson.write(personal.treated(once))).isEqualTo(EventJson.write(once));
    }

    @Test
    void whatHoldsNothingPersonalIsLeftAlone() {
        Event event = new Event(
                "m",
                EventType.TRACK,
                "Product Viewed",
                "product-viewed/1-0-0",
                "ann",
                "d",
                null,
                Instant.EPOCH,
                null,
                null,
                Instant.EPOCH,
                "web",
                object("{\"page\":{\"url\":\"https://h.example/\"}}"),
                object("{\"product_id\":\"hotel-7\",\"price\":120.00,\"name\":\"Sea View\"}"),
                Set.of());

        Event treated = personal.treated(event);

        assertThat(treated).isEqualTo(event);
        assertThat(treated.properties()).isSameAs(event.properties());
    }

    @Test
    void afterARotationHashesAreNewTokensStayAndOldValuesCanBeRead() {
        String posted = "{\"email\":\"ann@example.com\",\"idfa\":\"A-1\",\"passport\":\"E1234567\"}";
        JsonNode before = properties("track", "Newsletter Ordered", null, posted);
        keys.set(ROTATED);
        JsonNode after = properties("track", "Newsletter Ordered", null, posted);

        assertThat(after.path("email").asString()).startsWith("hash:b:");
        assertThat(after.path("idfa")).isEqualTo(before.path("idfa"));
        for (JsonNode each : new JsonNode[] {before, after}) {
            assertThat(Encryption.decrypt(each.path("passport").asString(), ROTATED))
                    .asString(UTF_8)
                    .isEqualTo("E1234567");
        }
    }

    @Test
    void aRejectedMessageWithoutPersonalDataIsKeptByteByByte() {
        String posted = "{ \"type\" : \"track\", \"properties\":{\"price\":[ \"\\u00e9\" ]}}";

        assertThat(personal.original(slice(posted), null)).isInstanceOfSatisfying(Original.Readable.class, kept -> {
            assertThat(kept.treated()).isFalse();
            assertThat(kept.bytes()).asString(UTF_8).isEqualTo(posted);
        });
    }

    @Test
    void aRejectedMessageIsTreatedLikeAnAcceptedOneAndKeepsItsNumbers() {
        String posted =
                "{\"type\":\"identify\",\"userId\":\"ann@example.com\",\"traits\":{\"email\":[\"ann@example.com\"],\"name\":7,\"created_at\":12.50},\"context\":{\"ip\":\"203.0.113.77\"}}";

        assertThat(personal.original(slice(posted), "identify/1-0-0"))
                .isInstanceOfSatisfying(Original.Readable.class, kept -> {
                    assertThat(kept.treated()).isTrue();
                    assertThat(new String(kept.bytes(), UTF_8))
                            .matches(
                                    "\\{\"type\":\"identify\",\"userId\":\"token:a:.{22}\",\"traits\":\\{\"email\":\\[\"hash:a:.{43}\"],\"created_at\":12.50},\"context\":\\{\"ip\":\"203.0.113.0\"}}");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"a\":1,\"a\":\"ann@example.com\"}", "\"ann@example.com\"", "[\"Ann Lee\"]"})
    void whatCannotBeReadIsEncryptedWholeAndCanBeReadBackWithTheKeys(String posted) {
        assertThat(personal.original(slice(posted), null)).isInstanceOfSatisfying(Original.Encrypted.class, kept -> {
            assertThat(kept.text()).startsWith("encrypted:a:").doesNotContain("ann");
            assertThat(Encryption.decrypt(kept.text(), OLD)).asString(UTF_8).isEqualTo(posted);
        });
    }

    private JsonNode properties(String type, String name, String schema, String properties) {
        return personal.treated(event(type, name, schema, properties, "{}")).properties();
    }

    private static Event event(String type, String name, String schema, String properties, String context) {
        return EventJson.read(
                """
                {"messageId":"m-1","type":"%s","event":"%s",%s"userId":"ann@example.com","anonymousId":"device-1",
                 "occurredAt":"2026-11-23T10:00:00.000Z","receivedAt":"2026-11-23T10:00:00.000Z","source":"web",
                 "context":%s,"properties":%s,"flags":[]}""".formatted(type, name, schema == null ? "" : "\"schema\":\"" + schema + "\",", context, properties)
                        .getBytes(UTF_8));
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) new JsonMapper().readTree(json);
    }

    private static Slice slice(String text) {
        byte[] body = text.getBytes(UTF_8);
        return new Slice(body, 0, body.length, JsonToken.START_OBJECT);
    }
}
