package dev.clickstream.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** This machine's own network: everything here listens on it and nowhere else. */
final class Loopback {
    static final String ADDRESS = "127.0.0.1";
    // Below the range from which the system gives ports to outgoing connections: those could take ours before we do.
    private static final int LOWEST = 12_000;
    private static final int HIGHEST = 32_000;
    private static final int TIMEOUT_MILLIS = 2_000;

    private Loopback() {}

    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), port));
                return port;
            } catch (IOException taken) {
                // Another one, then.
            }
        }
    }

    /** Sends a request and tells whether the answer begins as expected; false as long as nobody listens. */
    static boolean answers(int port, String request, String expected) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(ADDRESS, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readNBytes(expected.length()), StandardCharsets.US_ASCII).equals(expected);
        } catch (IOException notYet) {
            return false;
        }
    }
}
