package dev.clickstream.collector.http;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.CollectorSettings;
import dev.clickstream.collector.Wiring;
import dev.clickstream.collector.publish.InMemoryEventPublisher;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The collector on Netty in this JVM, with a publisher in memory, and a client that takes no answer but a described one. */
final class CollectorServer implements AutoCloseable {
    final InMemoryEventPublisher publisher = new InMemoryEventPublisher();
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "COLLECTOR_PORT", "0",
            "COLLECTOR_HOST", "127.0.0.1",
            "COLLECTOR_KAFKA_BOOTSTRAP", "127.0.0.1:9",
            "COLLECTOR_PII_KEYS_FILE", "src/test/resources/pii-keys.json"));
    private final ApplicationContext context;
    private final URI root;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    CollectorServer() {
        this(Map.of());
    }

    /** @param more settings; its source is {@code web} with the key k1 unless they say where the sources are */
    CollectorServer(Map<String, String> more) {
        settings.putAll(more);
        if (!more.containsKey("COLLECTOR_SOURCES_FILE")) {
            settings.putIfAbsent("COLLECTOR_WRITE_KEYS", "k1=web");
        }
        context = Wiring.context(CollectorSettings.from(settings), publisher, Clock.systemUTC())
                .start();
        root = context.getBean(EmbeddedServer.class).start().getURI();
    }

    String setting(String name) {
        return requireNonNull(settings.get(name));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String authority() {
        return root.getAuthority();
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Description.requireDescribed(response);
            return response;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
