package dev.clickstream.bench.collect;

import java.time.Duration;
import org.apache.kafka.tools.ProducerPerformance;

/** Kafka's own ProducerPerformance, and at its end the CPU time that it took. */
public final class ProducerProbe {
    /** What its line of CPU time begins with. */
    static final String CPU = "cpu-ms ";

    private ProducerProbe() {}

    public static void main(String[] arguments) throws Exception {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> System.out.println(CPU
                        + ProcessHandle.current()
                                .info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toMillis())));
        ProducerPerformance.main(arguments);
    }
}
