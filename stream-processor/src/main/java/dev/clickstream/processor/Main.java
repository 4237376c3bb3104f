package dev.clickstream.processor;

import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.config.ConfigException;

/** Starts the services that {@code PROCESSOR_SERVICES} names, prints {@code ready}, and runs until it is told to stop. */
public final class Main {
    private static final int WRONG_SETTINGS = 2;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        ProcessorConfig config;
        try {
            config = ProcessorConfig.from(System.getenv());
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_SETTINGS);
            return;
        }
        CountDownLatch failed = new CountDownLatch(1);
        Services services = Services.start(config, failed::countDown);
        Runtime.getRuntime().addShutdownHook(new Thread(services::close, "shutdown"));
        services.awaitRunning();
        System.out.println("ready");
        failed.await();
        System.err.println("a service failed, see the log above; ending so that it is started afresh");
        System.exit(1);
    }
}
