package dev.clickstream.collector.http;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.awsclickstream.ClickstreamMessages;
import dev.clickstream.collector.awsclickstream.ClickstreamUpload;
import dev.clickstream.collector.decode.Protocol;
import dev.clickstream.collector.segment.SegmentPaths;
import dev.clickstream.event.EventType;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;

/**
 * Takes events on every path of Segment's and Rudder's SDKs, and on that of the AWS Clickstream SDKs. The content type is
 * not looked at: they send three.
 */
@Controller
public final class EventsController {
    private final Intake intake;
    private final ClickstreamMessages clickstreamMessages;

    public EventsController(Intake intake, ClickstreamMessages clickstreamMessages) {
        this.intake = requireNonNull(intake);
        this.clickstreamMessages = requireNonNull(clickstreamMessages);
    }

    @Post(uris = {"/v1/{call}", "/beacon/v1/{call}"})
    @Consumes(MediaType.ALL)
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<byte[]> collect(String call, HttpRequest<?> request) throws IOException {
        if (!SegmentPaths.exists(call)) {
            return Answers.failure(HttpStatus.NOT_FOUND, "not_found", ErrorAnswers.NO_SUCH_PATH);
        }
        EventType type = SegmentPaths.type(call).orElse(null);
        return Answers.of(intake.posted(request, Protocol.SEGMENT, type, "writeKey"));
    }

    @Post("/collect")
    @Consumes(MediaType.ALL)
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<byte[]> collectClickstream(HttpRequest<?> request) throws IOException {
        HttpParameters query = request.getParameters();
        Protocol upload =
                new ClickstreamUpload(clickstreamMessages, query.get("upload_timestamp"), query.get("hashCode"));
        return Answers.of(intake.posted(request, upload, null, "appId"));
    }
}
