package dev.clickstream.processor.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProcessorMetricsTest {
    private final ProcessorMetrics metrics = new ProcessorMetrics();

    @Test
    void eachReadingAsksAServiceOnceHowItIs() {
        Asked service = new Asked();
        metrics.register(service);
        int before = service.asked.get();

        assertThat(metrics.text()).contains("processor_lag_records{service=\"asked\"} 7.0");
        assertThat(service.asked.get() - before).isEqualTo(1);
    }

    @Test
    void thingsThatComeLaterAreShownAndThoseThatWentAreNot() {
        Map<String, Long> counts = new TreeMap<>(Map.of("bots@1", 3L));
        metrics.each("processor.rules.matched.events", "rules", "Matched.", "rule", () -> counts);

        assertThat(metrics.text()).contains("processor_rules_matched_events{rule=\"bots@1\",service=\"rules\"} 3.0");

        counts.clear();
        counts.put("bots@2", 4L);

        assertThat(metrics.text())
                .contains("processor_rules_matched_events{rule=\"bots@2\",service=\"rules\"} 4.0")
                .doesNotContain("bots@1");
    }

    private static final class Asked implements RunningService {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public String name() {
            return "asked";
        }

        @Override
        public ServiceHealth health() {
            asked.incrementAndGet();
            return new ServiceHealth("running", true, 7, 0);
        }

        @Override
        public void register(ProcessorMetrics metrics) {}
    }
}
