package dev.clickstream.rules.redis;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;

/**
 * Listens for notices of changed rules on a connection of its own, which it opens again whenever it breaks. A notice may be
 * missed meanwhile: the rules are fetched at an interval too, and once after each new connection.
 */
public final class RulesNotices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RulesNotices.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RedisClient redis;
    private final Runnable onNotice;
    private final Thread listener;
    private volatile boolean closed;
    private volatile JedisPubSub subscription = new Subscription();

    /** @param onNotice called on the listener's own thread; what it throws is logged */
    public RulesNotices(RedisClient redis, Runnable onNotice) {
        this.redis = requireNonNull(redis, "redis");
        this.onNotice = requireNonNull(onNotice, "onNotice");
        this.listener = Thread.ofPlatform().daemon().name("rules-notices").unstarted(this::listen);
    }

    public void start() {
        listener.start();
    }

    private void listen() {
        while (!closed) {
            try {
                Subscription fresh = new Subscription();
                subscription = fresh;
                redis.subscribe(fresh, RedisRules.RULES);
            } catch (RuntimeException e) {
                LOG.debug("no notices of changed rules for now: {}", e.getMessage());
            }
            if (!closed && pausedInVain()) {
                return;
            }
        }
    }

    private static boolean pausedInVain() {
        try {
            Thread.sleep(PAUSE);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void tell() {
        try {
            onNotice.run();
        } catch (RuntimeException e) {
            LOG.warn("a notice of changed rules could not be followed: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (subscription.isSubscribed()) {
                subscription.unsubscribe();
            }
        } catch (RuntimeException e) {
            LOG.debug("the notices' connection was gone: {}", e.getMessage());
        }
        listener.interrupt();
    }

    private final class Subscription extends JedisPubSub {
        @Override
        public void onMessage(String channel, String message) {
            tell();
        }

        @Override
        public void onSubscribe(String channel, int subscribedChannels) {
            tell();
        }
    }
}
