package dev.clickstream.processor.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.processor.points.Points;
import dev.clickstream.recent.Point;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterimSerdeTest {
    private static final Serde<Interim> SERDE = InterimSerde.serde();

    @Property(tries = 300)
    void whatIsWrittenIsReadUnchanged(@ForAll("records") Interim interim) {
        byte[] bytes = SERDE.serializer().serialize("", interim);

        assertThat(SERDE.deserializer().deserialize("", bytes)).isEqualTo(interim);
        assertThatThrownBy(() -> SERDE.deserializer().deserialize("", Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(SerializationException.class)
                .hasMessageEndingWith("1 bytes too many");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"category\":\"view\",\"itemId\":\"p\",\"occurredAt\":1,\"messageId\":\"m\"};activity",
                "{\"lentBy\":\"device:d\",\"category\":\"view\",\"itemId\":\"p\",\"occurredAt\":1,\"messageId\":\"m\"};lent",
                "{\"ownedBy\":\"user:u\"};owned",
                "{\"ownedBy\":null};nobody",
                "{\"withdrawnBy\":\"device:d\"};withdrawn"
            })
    void readsWhatAnEarlierVersionWroteAsJson(String json, String kind) {
        Activity activity = new Activity("view", new Point("p", "", Instant.ofEpochMilli(1), "m", false, Map.of()));
        Interim expected = switch (kind) {
            case "activity" -> activity;
            case "lent" -> new Lent("device:d", activity);
            case "owned" -> new Ownership("user:u");
            case "nobody" -> Ownership.NOBODY;
            default -> new Withdrawal("device:d");
        };

        assertThat(SERDE.deserializer().deserialize("", json.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(expected);
    }

    @Provide
    Arbitrary<Interim> records() {
        Arbitrary<Activity> activities = Combinators.combine(Arbitraries.of("view", "cart"), Points.any())
                .as(Activity::new);
        Arbitrary<String> profiles = Arbitraries.of("user:u", "device:d");
        return Arbitraries.oneOf(
                activities.map(activity -> activity),
                Combinators.combine(profiles, activities).as(Lent::new),
                profiles.injectNull(0.2).map(Ownership::new),
                profiles.map(Withdrawal::new));
    }
}
