package dev.clickstream.redshift.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on loopback and gives each client a session of its own, on virtual threads. */
public final class WireServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WireServer.class);

    private final ServerSocket server;
    private final Backend backend;
    private final Login login;
    private final Map<Integer, Session> sessions = new ConcurrentHashMap<>();
    private final Set<Channel> clients = ConcurrentHashMap.newKeySet();

    private WireServer(ServerSocket server, Backend backend) {
        this.server = server;
        this.backend = backend;
        this.login = new Login(backend.accounts());
    }

    public static WireServer listen(int port, Backend backend) {
        try {
            ServerSocket socket = new ServerSocket(port, 128, InetAddress.getByName("127.0.0.1"));
            WireServer server = new WireServer(socket, backend);
            Thread.ofVirtual().name("redshift-accept").start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " of 127.0.0.1 cannot be listened on", e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("listening socket did not close: port={}", port(), e);
        }
        clients.forEach(Channel::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().name("redshift-client").start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn("a client could not be accepted: port={}", port(), e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (Channel client = new Channel(socket)) {
            clients.add(client);
            try {
                switch (Startup.read(client, backend.tls())) {
                    case Startup.CancelWanted cancel -> cancel(cancel);
                    case Startup.SessionWanted wanted -> converse(client, wanted);
                }
            } finally {
                clients.remove(client);
            }
        } catch (EOFException | SocketException e) {
            LOG.trace("client left", e);
        } catch (IOException | RuntimeException e) {
            LOG.warn("session ended by an error", e);
        }
    }

    /** The client's socket is closed only after the backend handled the request, else it would hit the next statement. */
    private void cancel(Startup.CancelWanted wanted) throws IOException {
        Session session = sessions.get(wanted.processId());
        if (session != null) {
            session.cancel(wanted.packet());
        }
    }

    private void converse(Channel client, Startup.SessionWanted wanted) throws IOException {
        if (!login.admits(client, wanted.user())) {
            String message = "password authentication failed for user \"" + wanted.user() + "\"";
            client.write(ErrorReport.of("FATAL", "28000", message).toMessage());
            client.flush();
            return;
        }
        try (Channel postgres = Channel.connect(backend.port())) {
            postgres.writeUntyped(Startup.packet(wanted.forBackend()));
            postgres.flush();
            new Greeting(postgres, client).exchange().ifPresent(processId -> run(client, postgres, wanted, processId));
        }
    }

    private void run(Channel client, Channel postgres, Startup.SessionWanted wanted, int processId) {
        Session session = new Session(client, postgres, backend, wanted, processId);
        sessions.put(processId, session);
        try {
            session.run();
        } finally {
            sessions.remove(processId);
        }
    }
}
