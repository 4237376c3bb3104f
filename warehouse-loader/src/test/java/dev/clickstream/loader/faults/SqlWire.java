package dev.clickstream.loader.faults;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Stands between a loader and its warehouse, reads each statement, and does with it what it was told to. */
final class SqlWire implements Closeable {
    private static final Function<String, Fate> QUIET = sql -> Fate.PASS;

    private final ServerSocket server;
    private final int target;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Function<String, Fate> tap = QUIET;

    private SqlWire(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    static SqlWire to(int target) {
        try {
            SqlWire wire = new SqlWire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
            Thread.ofVirtual().start(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** @param tap told of each statement, with its white space made single, in lower case */
    void tap(Function<String, Fate> tap) {
        this.tap = tap;
    }

    void quiet() {
        tap = QUIET;
    }

    /** Ends the connections of now on both sides, as the warehouse does with a session that is idle for too long. */
    void cut() {
        open.forEach(SqlWire::closeQuietly);
        open.clear();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket loader = server.accept();
                Socket warehouse = new Socket(InetAddress.getLoopbackAddress(), target);
                open.addAll(List.of(loader, warehouse));
                AtomicReference<Fate> awaited = new AtomicReference<>(Fate.PASS);
                Thread.ofVirtual().start(() -> questions(loader, warehouse, awaited));
                Thread.ofVirtual().start(() -> answers(warehouse, loader, awaited));
            } catch (IOException closed) {
                // Closed while a connection came, or nobody is behind.
            }
        }
    }

    private void questions(Socket loader, Socket warehouse, AtomicReference<Fate> awaited) {
        try (loader;
                warehouse) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(loader.getInputStream()));
            DataOutputStream out = new DataOutputStream(warehouse.getOutputStream());
            pass(in, out, -1); // the start of a session has no type
            while (true) {
                int type = in.read();
                if (type < 0) {
                    return;
                }
                byte[] body = new byte[in.readInt() - 4];
                in.readFully(body);
                String sql = statement(type, body);
                Fate fate = sql == null ? Fate.PASS : tap.apply(sql);
                switch (fate) {
                    case Fate.Pass _ -> {}
                    case Fate.PassAfter after -> after.first().run();
                    case Fate.AnswerAfter _, Fate.CutAfter _ -> awaited.set(fate);
                    case Fate.CutBefore cut -> {
                        cut.then().run();
                        return;
                    }
                    case Fate.Say instead -> body = said(type, body, instead.sql());
                    case Fate.Refuse _ -> throw new IllegalArgumentException("SQL has no status");
                }
                send(out, type, body);
            }
        } catch (IOException gone) {
            // One end is gone, and with it the other.
        }
    }

    private static void pass(DataInputStream in, DataOutputStream out, int type) throws IOException {
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        send(out, type, body);
    }

    private static void send(DataOutputStream out, int type, byte[] body) throws IOException {
        ByteBuffer message = ByteBuffer.allocate((type < 0 ? 0 : 1) + 4 + body.length);
        if (type >= 0) {
            message.put((byte) type);
        }
        message.putInt(body.length + 4).put(body);
        out.write(message.array());
        out.flush();
    }

    /** The text of a query ('Q') or of one that is parsed first ('P'); null for other messages and for an empty text. */
    private static String statement(int type, byte[] body) {
        if (type != 'Q' && type != 'P') {
            return null;
        }
        int start = type == 'Q' ? 0 : end(body, 0) + 1;
        String text = new String(body, start, end(body, start) - start, StandardCharsets.UTF_8)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
        return text.isEmpty() ? null : text;
    }

    private static byte[] said(int type, byte[] body, String sql) {
        int start = type == 'Q' ? 0 : end(body, 0) + 1;
        int end = end(body, start);
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(body.length - (end - start) + text.length)
                .put(body, 0, start)
                .put(text)
                .put(body, end, body.length - end)
                .array();
    }

    private static int end(byte[] body, int start) {
        int end = start;
        while (body[end] != 0) {
            end++;
        }
        return end;
    }

    private static void answers(Socket warehouse, Socket loader, AtomicReference<Fate> awaited) {
        try (warehouse;
                loader) {
            byte[] buffer = new byte[1 << 16];
            while (true) {
                int read = warehouse.getInputStream().read(buffer);
                if (read < 0) {
                    throw new EOFException();
                }
                switch (awaited.getAndSet(Fate.PASS)) {
                    case Fate.CutAfter cut -> {
                        cut.then().run();
                        return;
                    }
                    case Fate.AnswerAfter after -> after.first().run();
                    default -> {}
                }
                loader.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException gone) {
            // One end is gone, and with it the other.
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to close.
        }
    }

    @Override
    public void close() {
        closeQuietly(server);
        cut();
    }
}
