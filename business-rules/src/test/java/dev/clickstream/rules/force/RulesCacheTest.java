package dev.clickstream.rules.force;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.rules.InMemoryRulesSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RulesCacheTest {
    private final InMemoryRulesSource redis = new InMemoryRulesSource();
    private final InMemoryRulesSource table = new InMemoryRulesSource();
    private Instant now = Instant.parse("2026-06-01T12:00:00Z");
    private final RulesCache cache = new RulesCache(List.of(redis, table), () -> now);

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void thePreferredSourceIsTakenWhileItAnswers() {
        redis.rules.put("c", cap(7));
        table.rules.put("c", cap(8));
        cache.refresh();

        assertThat(cache.current().cap("view")).isEqualTo(7);
    }

    @Test
    void theNextSourceIsTakenWhileTheFirstIsAwayOrFlushed() {
        redis.rules.put("c", cap(7));
        table.rules.put("c", cap(8));
        redis.away = true;
        cache.refresh();
        assertThat(cache.current().cap("view")).isEqualTo(8);

        redis.away = false;
        redis.rules.clear();
        table.rules.put("c", cap(9));
        cache.refresh();
        assertThat(cache.current().cap("view")).isEqualTo(9);
    }

    @Test
    void whileAllAreAwayTheLastSnapshotActsAndItsAgeIsTold() {
        redis.rules.put("c", cap(7));
        cache.refresh();
        String checksum = cache.current().checksum();
        redis.away = true;
        table.away = true;
        now = now.plusSeconds(90);
        cache.refresh();

        assertThat(cache.current().cap("view")).isEqualTo(7);
        assertThat(cache.age()).isEqualTo(Duration.ofSeconds(90));

        redis.away = false;
        cache.refresh();
        assertThat(cache.age()).isZero();
        assertThat(cache.current().checksum()).isEqualTo(checksum);
    }

    @Test
    void theChecksumNamesWhatIsInForceWhateverTheOrder() {
        redis.rules.put("c", cap(7));
        cache.refresh();
        String before = cache.current().checksum();
        redis.rules.put("c", cap(8));
        cache.refresh();

        assertThat(cache.current().checksum()).hasSize(12).isNotEqualTo(before);
    }

    @Test
    void aRuleThatCannotBeReadIsLeftOutAndTheOthersAct() {
        redis.rules.put("bad", "{\"id\":\"bad\",\"kind\":\"drop\",\"when\":\"evnt == 'x'\"}");
        redis.rules.put("worse", "not json");
        redis.rules.put("newer", "{\"id\":\"newer\",\"kind\":\"of a later release\"}");
        redis.rules.put("c", cap(7));
        cache.refresh();

        assertThat(cache.current().versions()).hasSize(1);
        assertThat(cache.current().cap("view")).isEqualTo(7);
    }

    @Test
    void countsGoOnOverSnapshots() {
        redis.rules.put("f", "{\"id\":\"f\",\"kind\":\"flag\",\"flag\":\"x\",\"when\":\"true\"}");
        cache.refresh();
        cache.current().verdict(dev.clickstream.rules.Events.viewed("{}"));
        redis.rules.put("c", cap(7));
        cache.refresh();
        cache.current().verdict(dev.clickstream.rules.Events.viewed("{}"));

        assertThat(cache.counts().all()).containsEntry("f@1", new RuleCounts.Count(2, 0));
    }

    private static String cap(int items) {
        return "{\"id\":\"c\",\"kind\":\"cap\",\"category\":\"view\",\"items\":%d}".formatted(items);
    }
}
