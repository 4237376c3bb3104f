package dev.clickstream.redshift.wire;

import dev.clickstream.redshift.sql.SessionState;
import dev.clickstream.redshift.sql.Translator;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client and its PostgreSQL session: the client's messages on this thread, the backend's on another. */
final class Session {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Channel client;
    private final Channel postgres;
    private final Backend backend;
    private final int processId;
    private final Outstanding outstanding = new Outstanding();
    private final ReentrantLock sending = new ReentrantLock();
    private final ClientSide clientSide;
    private final BackendSide backendSide;

    Session(Channel client, Channel postgres, Backend backend, Startup.SessionWanted wanted, int processId) {
        this.client = client;
        this.postgres = postgres;
        this.backend = backend;
        this.processId = processId;
        CatalogChanges changes = new CatalogChanges(() -> backend.changed().accept(wanted.database()));
        Translator translator = new Translator(
                new SessionState(),
                backend.columns().apply(wanted.database()),
                new SessionGuards(backend.guards().apply(wanted.database()), changes));
        CopyDesk desk = new CopyDesk(postgres, outstanding, backend, wanted, processId);
        this.clientSide = new ClientSide(
                client,
                postgres,
                outstanding,
                new Rewriter(translator, changes),
                desk,
                new UnloadDesk(postgres, outstanding, backend.unloader()),
                sending);
        this.backendSide = new BackendSide(client, postgres, outstanding, changes);
    }

    void run() {
        Thread answers = Thread.ofVirtual().name("redshift-answers").start(() -> guard(backendSide::relay));
        guard(clientSide::relay);
        postgres.close();
        try {
            answers.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        backend.log().forget(processId);
    }

    /** Passes a cancel request on if a statement is under way, and holds the next one back until it is handled. */
    void cancel(byte[] packet) throws IOException {
        sending.lock();
        try {
            if (outstanding.isEmpty()) {
                return;
            }
            try (Channel request = Channel.connect(backend.port())) {
                request.writeUntyped(packet);
                request.flush();
                request.drain();
            }
        } finally {
            sending.unlock();
        }
    }

    private interface Relay {
        void run() throws IOException;
    }

    private void guard(Relay relay) {
        try {
            relay.run();
        } catch (EOFException | SocketException e) {
            LOG.trace("connection closed: session={}", processId, e);
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("connection broken: session={}", processId, e);
        } catch (RuntimeException e) {
            LOG.error("session failed: session={}", processId, e);
        } finally {
            outstanding.closed();
            client.close();
            postgres.close();
        }
    }
}
