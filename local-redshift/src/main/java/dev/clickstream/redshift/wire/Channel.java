package dev.clickstream.redshift.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A socket that carries messages. One thread reads; several may write, each message whole. */
final class Channel implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int LARGEST = 1 << 30;

    private Socket socket;
    private DataInputStream in;
    private DataOutputStream out;
    private final ReentrantLock writing = new ReentrantLock();

    Channel(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER));
    }

    /** Says yes to a client that asked for TLS, and goes on by it. Only before anything else was said. */
    void secure(SSLContext tls) throws IOException {
        writeByte('S');
        SSLSocket secured = (SSLSocket) tls.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        socket = secured;
        in = new DataInputStream(new BufferedInputStream(secured.getInputStream(), BUFFER));
        out = new DataOutputStream(new BufferedOutputStream(secured.getOutputStream(), BUFFER));
    }

    static Channel connect(int port) throws IOException {
        return new Channel(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** @throws EOFException when the other side is gone */
    Message read() throws IOException {
        int type = in.read();
        if (type < 0) {
            throw new EOFException();
        }
        return new Message((char) type, body());
    }

    /** The first packets of a connection have no type letter. */
    byte[] readUntyped() throws IOException {
        return body();
    }

    /** Reads until the other side closes, forgetting what comes. */
    void drain() throws IOException {
        byte[] unread = new byte[256];
        while (in.read(unread) >= 0) {
            continue;
        }
    }

    boolean hasMore() throws IOException {
        return in.available() > 0;
    }

    void write(Message message) throws IOException {
        write(message.type(), message.body(), message.body().length);
    }

    void write(char type, byte[] body, int length) throws IOException {
        writing.lock();
        try {
            out.write(type);
            out.writeInt(length + 4);
            out.write(body, 0, length);
        } finally {
            writing.unlock();
        }
    }

    void writeUntyped(byte[] body) throws IOException {
        writing.lock();
        try {
            out.writeInt(body.length + 4);
            out.write(body);
        } finally {
            writing.unlock();
        }
    }

    void writeByte(char single) throws IOException {
        out.write(single);
        out.flush();
    }

    void flush() throws IOException {
        writing.lock();
        try {
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] body() throws IOException {
        int length = in.readInt();
        if (length < 4 || length > LARGEST) {
            throw new IOException("message of impossible length " + length);
        }
        byte[] body = in.readNBytes(length - 4);
        if (body.length < length - 4) {
            throw new EOFException();
        }
        return body;
    }
}
