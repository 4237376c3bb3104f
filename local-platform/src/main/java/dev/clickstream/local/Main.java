package dev.clickstream.local;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the services that were asked for, tells where they are, and serves until it is told to stop. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int WRONG_SETTING = 2;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            Options options = Options.parse(List.of(arguments));
            StateDirectory state = StateDirectory.open(options.state());
            Platform platform = Platform.start(options.services(), state);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform, state), "stop"));
            EndpointsFile.write(options.endpoints(), platform.endpoints());
            System.out.println("ready");
        } catch (IllegalArgumentException | StateInUseException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_SETTING);
        } catch (RuntimeException e) {
            LOG.error("the local platform does not start", e);
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static void stop(Platform platform, StateDirectory state) {
        platform.close();
        state.close();
        // Stopping when asked to is no failure: a JVM that ends by a signal would say it was one.
        Runtime.getRuntime().halt(0);
    }
}
