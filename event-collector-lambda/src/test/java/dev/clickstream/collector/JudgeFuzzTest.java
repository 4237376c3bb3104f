package dev.clickstream.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.clickstream.collector.access.MessageSources;
import dev.clickstream.collector.decode.JsonLimits;
import dev.clickstream.collector.decode.Slice;
import dev.clickstream.collector.decode.StrictJson;
import dev.clickstream.collector.plan.Money;
import dev.clickstream.collector.plan.PlanValidator;
import dev.clickstream.collector.publish.OutgoingRecord;
import dev.clickstream.collector.standardise.Arrival;
import dev.clickstream.collector.standardise.Standardiser;
import dev.clickstream.collector.treat.PersonalData;
import dev.clickstream.collector.verdict.RejectionCode;
import dev.clickstream.collector.verdict.Verdict;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.pii.PiiKeys;
import dev.clickstream.plan.PlannedEvent;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.source.Source;
import dev.clickstream.source.Sources;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** In the normal build the kept inputs are run; {@code ./clickstream test --jazzer} looks for new ones. */
class JudgeFuzzTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> MEMBERS = List.of(
            "messageId",
            "userId",
            "anonymousId",
            "timestamp",
            "sentAt",
            "context",
            "properties",
            "traits",
            "sessionId",
            "name");

    private final TrackingPlan plan = TrackingPlan.load();
    private final List<PlannedEvent> planned = List.copyOf(plan.events());
    private final PiiKeys keys = PiiKeys.parse("{\"current\":\"k\",\"k\":\"0123456789abcdef0123456789abcdef\"}");
    private final StrictJson strict = new StrictJson(new JsonLimits(20, 50_000, 128, 200, 8192, 40));
    private final PersonalData personal = new PersonalData(plan, strict, () -> keys, new SecureRandom());
    private final Judge judge = new Judge(
            32_768,
            strict,
            new Standardiser(plan, Duration.ofSeconds(10), () -> "made"),
            new PlanValidator(plan),
            new Money(plan),
            personal);
    private final MessageSources sources = new MessageSources(
            Sources.parse("k1=web"), Optional.of(Source.open("web", List.of("k1"))), Optional.empty());

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "2h")
    void everyMessageHasAVerdictAndWhatIsAcceptedCanBeReadAndIsTreated(FuzzedDataProvider data) {
        byte[] body = data.consumeBoolean() ? data.consumeRemainingAsBytes() : message(data);
        Slice slice = new Slice(body, 0, body.length, JsonToken.START_OBJECT);
        if (body.length == 0 || !(body[0] == '{')) {
            return;
        }

        Verdict verdict = judge.judge(0, slice, new Arrival(Instant.EPOCH, null, null, null, null), sources);

        assertThat(OutgoingRecord.of(verdict, Instant.EPOCH, null).value()).isNotEmpty();
        switch (verdict) {
            case Verdict.Rejected rejected -> assertThat(rejected.code()).isNotEqualTo(RejectionCode.COLLECTOR_FAULT);
            case Verdict.Accepted accepted -> {
                Event event = EventJson.read(accepted.envelope());
                assertThat(EventJson.write(event)).isEqualTo(accepted.envelope());
                assertThat(EventJson.write(personal.treated(event))).isEqualTo(accepted.envelope());
            }
        }
    }

    /** A message that gets further than most bytes do. */
    private byte[] message(FuzzedDataProvider data) {
        ObjectNode message = JSON.createObjectNode();
        message.put("type", data.pickValue(new String[] {"track", "identify", "page", "group", "alias", "screen"}));
        message.put("event", planned.get(data.consumeInt(0, planned.size() - 1)).event());
        message.put("anonymousId", "d");
        ObjectNode properties = message.putObject(data.pickValue(new String[] {"properties", "traits", "context"}));
        while (data.remainingBytes() > 0) {
            ObjectNode place = data.consumeBoolean() ? message : properties;
            String name = place == message && data.consumeBoolean()
                    ? MEMBERS.get(data.consumeInt(0, MEMBERS.size() - 1))
                    : data.consumeString(24);
            switch (data.consumeInt(0, 4)) {
                case 0 -> place.put(name, data.consumeString(60));
                case 1 -> place.put(name, data.consumeLong());
                case 2 -> place.putArray(name).add(data.consumeString(40)).add(data.consumeInt());
                case 3 -> place.putObject(name).put(data.consumeString(16), data.consumeString(40));
                default -> place.putNull(name);
            }
        }
        return JSON.writeValueAsString(message).getBytes(UTF_8);
    }
}
