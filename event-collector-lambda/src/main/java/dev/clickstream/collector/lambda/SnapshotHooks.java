package dev.clickstream.collector.lambda;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.publish.EventPublisher;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * What is done before SnapStart takes its snapshot: the way of a request is run once, so that every restored function has its
 * classes, and the connections are closed, which would be dead in all of them. They are opened again by the first event. Ids come from
 * {@link java.security.SecureRandom}, which is seeded anew in each restored function.
 */
final class SnapshotHooks implements Resource {
    /** Of a key that nobody has: it is decoded and refused, and nothing is stored. */
    static final String PRIMER = "{\"batch\":[{\"type\":\"track\",\"event\":\"Primed\",\"writeKey\":\"\"}]}";

    private final Runnable prime;
    private final EventPublisher publisher;

    /** @param prime runs a request */
    SnapshotHooks(Runnable prime, EventPublisher publisher) {
        this.prime = requireNonNull(prime);
        this.publisher = requireNonNull(publisher);
    }

    /** The runtime holds hooks weakly: whoever registers them must keep them. */
    SnapshotHooks registered() {
        Core.getGlobalContext().register(this);
        return this;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        prime.run();
        publisher.close();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Whatever the first event needs it opens itself.
    }
}
