package dev.clickstream.collector;

import dev.clickstream.collector.drain.Drain;
import dev.clickstream.collector.drain.RunningDrain;
import dev.clickstream.collector.publish.EventPublisher;
import dev.clickstream.collector.publish.KafkaEventPublisher;
import dev.clickstream.collector.spill.SpillSettings;
import dev.clickstream.collector.spill.SpillingEventPublisher;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.settings.ProgramStart;
import dev.clickstream.settings.UnreachableException;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
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
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(30);
    private static final List<String> WRITTEN = Stream.concat(Topics.events().stream(), Stream.of(Topics.REJECTED))
            .map(Topic::name)
            .toList();

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        ProgramStart.readArguments(arguments, CollectorSettings.SETTINGS);
        CollectorSettings settings = ProgramStart.orExit(() -> CollectorSettings.from(System.getenv()));
        ProgramStart.orExit(() -> requireBrokers(settings));
        EventPublisher publisher = Wiring.publisher(settings);
        ApplicationContext context = ProgramStart.orExit(() -> Wiring.context(settings, publisher, Clock.systemUTC()))
                .start();
        EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> stop(server, publisher, settings.deliveryTimeout()), "stop"));
        drain(settings, publisher);
        System.out.println("ready http://" + address(settings.host()) + ":" + server.getPort());
        new CountDownLatch(1).await();
    }

    /** Where batches can be spilled it begins without brokers too. */
    private static void requireBrokers(CollectorSettings settings) {
        try {
            settings.kafka().require(WRITTEN, BROKERS_ANSWER_WITHIN);
        } catch (UnreachableException e) {
            if (settings.spill() == null) {
                throw e;
            }
            LOG.warn("batches will be spilled: reason={}", e.getMessage());
        }
    }

    /** With a producer and a client of its own: what is drained must not hold up what arrives. */
    private static void drain(CollectorSettings settings, EventPublisher publisher) {
        SpillSettings spill = settings.spill();
        if (spill == null || spill.drainEvery().isZero() || !(publisher instanceof SpillingEventPublisher spilling)) {
            return;
        }
        Drain drain = new Drain(
                spill.open(),
                new KafkaEventPublisher(settings.kafka(), DRAIN_TIMEOUT),
                InstantSource.system(),
                line -> {});
        new RunningDrain(drain, spilling.counts(), InstantSource.system(), spill.drainEvery()).start();
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
