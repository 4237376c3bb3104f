package dev.clickstream.collector.http;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.sync.DeviceSync;
import dev.clickstream.collector.sync.SyncAnswer;
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
import java.nio.charset.StandardCharsets;

/** Where a person's devices ask what the others did. A poll without news costs one read of the cache and no body. */
@Controller
public final class SyncController {
    private static final String RETRY_AFTER = "2";

    private final DeviceSync sync;

    public SyncController(DeviceSync sync) {
        this.sync = requireNonNull(sync);
    }

    @Get("/v1/sync")
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<byte[]> since(HttpRequest<?> request) {
        String since = request.getParameters().get("since", String.class, "0");
        if (!since.matches("[0-9]{1,18}")) {
            return failure(
                    HttpStatus.BAD_REQUEST, "invalid_since", "since must be a version as it was answered before, or 0");
        }
        String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return answer(sync.since(authorization, Long.parseLong(since))).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static MutableHttpResponse<byte[]> answer(SyncAnswer answer) {
        return switch (answer) {
            case SyncAnswer.News news -> HttpResponse.ok(news.state().getBytes(StandardCharsets.UTF_8));
            case SyncAnswer.NoNews none -> HttpResponse.noContent();
            case SyncAnswer.Refused(String reason) ->
                failure(HttpStatus.UNAUTHORIZED, "invalid_token", reason)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            case SyncAnswer.Unavailable unavailable ->
                failure(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "the state cannot be read now; ask again")
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
            case SyncAnswer.NotOffered notOffered ->
                failure(HttpStatus.NOT_FOUND, "sync_not_offered", "this collector was not set up to sync devices");
        };
    }

    private static MutableHttpResponse<byte[]> failure(HttpStatus status, String code, String message) {
        return HttpResponse.status(status).body(AnswerJson.failure(code, message));
    }
}
