package dev.clickstream.processor;

import dev.clickstream.settings.AwsRegion;
import dev.clickstream.settings.ProgramStart;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Starts the services that {@code PROCESSOR_SERVICES} names, prints {@code ready}, and runs until it is told to stop. */
public final class Main {
    private static final Duration BROKERS_ANSWER_WITHIN = Duration.ofSeconds(20);

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        ProgramStart.readArguments(arguments, ProcessorConfig.SETTINGS);
        ProcessorConfig config = ProgramStart.orExit(() -> ProcessorConfig.from(System.getenv()));
        ProgramStart.orExit(AwsRegion::require);
        ProgramStart.orExit(() -> config.kafka().require(Services.topics(config.services()), BROKERS_ANSWER_WITHIN));
        CountDownLatch failed = new CountDownLatch(1);
        Services services = Services.start(config, failed::countDown);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(services, failed), "shutdown"));
        services.awaitRunning();
        System.out.println("ready");
        failed.await();
        System.err.println("a service failed, see the log above; ending so that it is started afresh");
        System.exit(1);
    }

    /** Stopping when asked to is no failure: a JVM that ends by a signal would say it was one. */
    private static void stop(Services services, CountDownLatch failed) {
        services.close();
        if (failed.getCount() > 0) {
            Runtime.getRuntime().halt(0);
        }
    }
}
