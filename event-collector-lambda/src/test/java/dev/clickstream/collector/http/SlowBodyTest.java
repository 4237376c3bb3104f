package dev.clickstream.collector.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Senders that keep a request open without ever ending it. */
class SlowBodyTest {
    @Test
    void aBodyThatStopsIsAnsweredWith408AndTheConnectionEnds() throws IOException {
        try (CollectorServer server = new CollectorServer(Map.of("COLLECTOR_BODY_TIMEOUT_MS", "200"));
                Socket socket = socket(server)) {
            head(socket);
            socket.getOutputStream().write("[{".getBytes(US_ASCII));

            assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("slow_body");
        }
    }

    @Test
    void aBodyThatTricklesIsToo() throws Exception {
        try (CollectorServer server = new CollectorServer(Map.of("COLLECTOR_BODY_TIMEOUT_MS", "200"));
                Socket socket = socket(server)) {
            head(socket);
            Thread trickle = Thread.ofVirtual().start(() -> trickle(socket));

            assertThat(answer(socket)).startsWith("HTTP/1.1 408");
            socket.close();
            trickle.join();
        }
    }

    /** A byte at a time until nobody takes them any more. */
    private static void trickle(Socket socket) {
        try {
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < 10_000; i++) {
                out.write(' ');
                out.flush();
                Thread.sleep(10);
            }
        } catch (IOException e) {
            // The other end has closed, which is what the test is about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Socket socket(CollectorServer server) throws IOException {
        String[] address = server.authority().split(":");
        Socket socket = new Socket(address[0], Integer.parseInt(address[1]));
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static void head(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("POST /v1/track?writeKey=k1 HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n"
                        .getBytes(US_ASCII));
    }

    /** Until the other end closes. */
    private static String answer(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[4096];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                answer.append(new String(buffer, 0, read, US_ASCII));
            }
        } catch (java.net.SocketException e) {
            // Closed with bytes of ours still on their way.
        }
        return answer.toString();
    }
}
