package dev.clickstream.collector.http;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.Answer;
import dev.clickstream.collector.Collector;
import dev.clickstream.collector.Submission;
import dev.clickstream.collector.access.RequestSignature;
import dev.clickstream.collector.decode.Refusal;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.time.Duration;

/** Takes events on every path of Segment's and Rudder's SDKs. The content type is not looked at: they send three. */
@Controller
public final class EventsController {
    /** Seconds: about what a broker needs to elect a leader. */
    private static final String RETRY_AFTER = "2";

    private final Collector collector;

    public EventsController(Collector collector) {
        this.collector = requireNonNull(collector);
    }

    @Post(uris = {"/v1/{call}", "/beacon/v1/{call}"})
    @Consumes(MediaType.ALL)
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<byte[]> collect(String call, HttpRequest<?> request) throws IOException {
        if (!Paths.exists(call)) {
            return failure(HttpStatus.NOT_FOUND, "not_found", "there is no such path; send events to /v1/events");
        }
        Submission submission = new Submission(
                RawBody.of(request, collector.largestBody()),
                Paths.type(call).orElse(null),
                request.getHeaders().get(HttpHeaders.AUTHORIZATION),
                request.getParameters().get("writeKey"),
                request.getHeaders().get(HttpHeaders.USER_AGENT),
                request.getHeaders().get(HttpHeaders.ORIGIN),
                request.getHeaders().get(RequestSignature.HEADER));
        return switch (collector.collect(submission)) {
            case Answer.Collected collected -> HttpResponse.ok(AnswerJson.collected(collected));
            case Answer.Refused(Refusal refusal) ->
                failure(
                        HttpStatus.valueOf(refusal.code().status()),
                        refusal.code().word(),
                        refusal.message());
            case Answer.TooMuch(Duration pause) ->
                failure(
                                HttpStatus.TOO_MANY_REQUESTS,
                                "rate_exceeded",
                                "this source sends more than it may; send this again later")
                        .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, pause.toSeconds() + 1)));
            case Answer.Unavailable unavailable ->
                failure(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "unavailable",
                                "the events could not be stored; send them again")
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        };
    }

    private static MutableHttpResponse<byte[]> failure(HttpStatus status, String code, String message) {
        return HttpResponse.status(status).body(AnswerJson.failure(code, message));
    }
}
