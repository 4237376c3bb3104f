package dev.clickstream.collector.http;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.Answer;
import dev.clickstream.collector.pixel.PixelQuery;
import dev.clickstream.collector.segment.SegmentPaths;
import dev.clickstream.event.EventType;
import io.micronaut.core.convert.value.ConvertibleMultiValues;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes one event with a GET and answers with a picture of one transparent pixel, whatever the verdict. */
@Controller
public final class PixelController {
    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final Intake intake;

    public PixelController(Intake intake) {
        this.intake = requireNonNull(intake);
    }

    @Get("/v1/pixel")
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<byte[]> pixel(HttpRequest<?> request) {
        return picture(request, null);
    }

    /** Segment's and Rudder's ways to name the call. */
    @Get(uris = {"/v1/pixel/{call}", "/pixel/v1/{call}"})
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<byte[]> pixelOfCall(String call, HttpRequest<?> request) {
        EventType type = SegmentPaths.type(call).orElse(null);
        if (type == null) {
            return withPicture(HttpStatus.NOT_FOUND);
        }
        return picture(request, type);
    }

    private HttpResponse<byte[]> picture(HttpRequest<?> request, @Nullable EventType type) {
        Answer answer = intake.asked(request, new PixelQuery(values(request.getParameters())), type);
        return withPicture(Answers.of(answer).status());
    }

    private static Map<String, List<String>> values(ConvertibleMultiValues<String> query) {
        Map<String, List<String>> values = new HashMap<>();
        query.forEach((name, all) -> values.put(name, List.copyOf(all)));
        return values;
    }

    private static HttpResponse<byte[]> withPicture(HttpStatus status) {
        return HttpResponse.status(status)
                .contentType(MediaType.IMAGE_GIF_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(GIF);
    }
}
