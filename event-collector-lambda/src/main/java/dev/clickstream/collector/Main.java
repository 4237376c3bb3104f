package dev.clickstream.collector;

import dev.clickstream.collector.publish.EventPublisher;
import dev.clickstream.collector.publish.KafkaEventPublisher;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.settings.ProgramStart;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the collector on Netty until it is told to stop. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final Duration BROKERS_ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final List<String> WRITTEN = Stream.concat(Topics.events().stream(), Stream.of(Topics.REJECTED))
            .map(Topic::name)
            .toList();

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        ProgramStart.readArguments(arguments, CollectorSettings.SETTINGS);
        CollectorSettings settings = ProgramStart.orExit(() -> CollectorSettings.from(System.getenv()));
        ProgramStart.orExit(() -> settings.kafka().require(WRITTEN, BROKERS_ANSWER_WITHIN));
        EventPublisher publisher = new KafkaEventPublisher(settings.kafka(), settings.deliveryTimeout());
        ApplicationContext context = ProgramStart.orExit(() -> Wiring.context(settings, publisher, Clock.systemUTC()))
                .start();
        EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> stop(server, publisher, settings.deliveryTimeout()), "stop"));
        System.out.println("ready http://" + address(settings.host()) + ":" + server.getPort());
        new CountDownLatch(1).await();
    }

    private static String address(String host) {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    /**
     * Requests on their way are answered first. A stop that was asked for is a success: the exit code is 0, where the
     * JVM's own would tell of the signal.
     */
    private static void stop(EmbeddedServer server, EventPublisher publisher, Duration grace) {
        try {
            server.getApplicationContext()
                    .getBean(GracefulShutdownManager.class)
                    .shutdownGracefully()
                    .toCompletableFuture()
                    .get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            LOG.warn(
                    "stopped with requests on their way: reason={}",
                    e.getClass().getSimpleName());
        }
        server.stop();
        publisher.close();
        LOG.info("stopped");
        Runtime.getRuntime().halt(0);
    }
}
