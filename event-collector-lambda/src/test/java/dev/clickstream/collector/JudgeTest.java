package dev.clickstream.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.collector.access.MessageSources;
import dev.clickstream.collector.decode.JsonLimits;
import dev.clickstream.collector.decode.Slice;
import dev.clickstream.collector.decode.StrictJson;
import dev.clickstream.collector.plan.Money;
import dev.clickstream.collector.plan.PlanValidator;
import dev.clickstream.collector.standardise.Arrival;
import dev.clickstream.collector.standardise.Standardiser;
import dev.clickstream.collector.treat.PersonalData;
import dev.clickstream.collector.verdict.RejectionCode;
import dev.clickstream.collector.verdict.Verdict;
import dev.clickstream.pii.PiiKeys;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.source.Source;
import dev.clickstream.source.Sources;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonToken;

class JudgeTest {
    @Test
    void aFaultOfOursRejectsTheMessageInsteadOfMakingTheSenderRepeatItForEver() {
        TrackingPlan plan = TrackingPlan.load();
        Standardiser faulty = new Standardiser(plan, Duration.ofSeconds(10), () -> {
            throw new IllegalStateException("a fault made by the test");
        });
        StrictJson strict = new StrictJson(new JsonLimits(20, 1000, 128, 200, 1000, 40));
        Judge judge = new Judge(
                1000,
                strict,
                faulty,
                new PlanValidator(plan),
                new Money(plan),
                new PersonalData(
                        plan,
                        strict,
                        () -> PiiKeys.parse("{\"current\":\"k\",\"k\":\"0123456789abcdef0123456789abcdef\"}"),
                        new SecureRandom()));
        byte[] body = "{\"type\":\"page\",\"userId\":\"u\"}".getBytes(UTF_8);

        Verdict verdict = judge.judge(
                0,
                new Slice(body, 0, body.length, JsonToken.START_OBJECT),
                new Arrival(Instant.EPOCH, null, null, null, null),
                new MessageSources(
                        Sources.parse("k1=web"), Optional.of(Source.open("web", List.of("k1"))), Optional.empty()));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo(RejectionCode.COLLECTOR_FAULT);
            assertThat(rejected.source()).isEqualTo("web");
        });
    }
}
