package dev.clickstream.collector.http;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.Collector;
import dev.clickstream.collector.access.BasicCredentials;
import dev.clickstream.collector.segment.BrowserSettings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import java.util.regex.Pattern;

/** Gives browser SDKs the settings that they would else fetch from their vendors. */
@Controller
public final class SettingsController {
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]{1,253}(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]{2,45}](:[0-9]{1,5})?");

    private final Collector collector;

    public SettingsController(Collector collector) {
        this.collector = requireNonNull(collector);
    }

    @Get("/v1/projects/{writeKey}/settings")
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<byte[]> segment(String writeKey, HttpRequest<?> request) {
        if (collector.source(writeKey).isEmpty()) {
            return Answers.failure(HttpStatus.NOT_FOUND, "not_found", "there is no such write key");
        }
        return at(request, (scheme, host) -> BrowserSettings.segment(writeKey, scheme, host));
    }

    @Get("/sourceConfig")
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<byte[]> rudder(HttpRequest<?> request) {
        Optional<String> key = BasicCredentials.writeKey(request.getHeaders().get(HttpHeaders.AUTHORIZATION))
                .or(() -> Optional.ofNullable(request.getParameters().get("writeKey")));
        Optional<String> source = key.flatMap(collector::source);
        if (source.isEmpty()) {
            return Answers.failure(HttpStatus.UNAUTHORIZED, "invalid_write_key", "the write key is missing or unknown");
        }
        return at(request, (scheme, host) -> BrowserSettings.rudder(key.get(), source.get(), scheme, host));
    }

    private interface Settings {
        byte[] at(String scheme, String host);
    }

    /** The browser is to send to where it asked. */
    private static MutableHttpResponse<byte[]> at(HttpRequest<?> request, Settings settings) {
        String host = request.getHeaders().get(HttpHeaders.HOST);
        if (host == null || !HOST.matcher(host).matches()) {
            return Answers.failure(HttpStatus.BAD_REQUEST, "bad_request", "the Host header names no host");
        }
        String forwarded = request.getHeaders().get("X-Forwarded-Proto");
        String scheme = "https".equalsIgnoreCase(forwarded) || request.isSecure() ? "https" : "http";
        return Answers.json(HttpResponse.ok(), settings.at(scheme, host))
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=60");
    }
}
